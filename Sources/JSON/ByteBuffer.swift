#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Bytes that are written one after the other.
///
/// By hand, since everything that is rendered comes along here: in a debug build, an array takes ten times as long for
/// each piece of text that is added to it.
struct ByteBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 256)
        start = .allocate(capacity: self.capacity)
    }

    deinit {
        start.deallocate()
    }

    /// A copy.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        start[count] = byte
        count += 1
    }

    mutating func append(_ bytes: UnsafePointer<UInt8>, count length: Int) {
        if length > capacity - count { grow(by: length) }
        memcpy(start + count, bytes, length)
        count += length
    }

    mutating func append(repeating byte: UInt8, count length: Int) {
        if length > capacity - count { grow(by: length) }
        memset(start + count, Int32(byte), length)
        count += length
    }

    private mutating func grow(by length: Int) {
        capacity = max(2 * capacity, count + length)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        memcpy(larger, start, count)
        start.deallocate()
        start = larger
    }
}

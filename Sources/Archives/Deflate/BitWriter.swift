/// Bits one after the other, the lowest of a byte first. RFC 1951, 3.1.1.
struct BitWriter: ~Copyable {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    /// What does not fill a byte yet.
    private var pending: UInt64 = 0
    private var pendingBits = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        bytes = .allocate(capacity: self.capacity)
    }

    deinit { bytes.deallocate() }

    /// Makes room for so many bytes, so that writing them asks no more.
    mutating func reserve(_ room: Int) {
        // What is pending, and a whole word, which one step writes.
        guard count + room + 16 > capacity else { return }
        capacity = max(2 * capacity, count + room + 16)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        moved.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = moved
    }

    /// Writes at most 32 bits, for which there is room.
    mutating func write(_ bits: UInt32, _ width: Int) {
        pending |= UInt64(bits) &<< UInt64(truncatingIfNeeded: pendingBits)
        pendingBits &+= width
        while pendingBits >= 8 {
            bytes[count] = UInt8(truncatingIfNeeded: pending)
            count &+= 1
            pending = pending &>> 8
            pendingBits &-= 8
        }
    }

    /// Writes a symbol as a ``HuffmanCode`` has it.
    mutating func write(code: UInt32) { write(code & 0xFFFF, Int(truncatingIfNeeded: code &>> 16)) }

    /// Fills the last byte with zeros.
    mutating func align() {
        if pendingBits > 0 { write(0, 8 - pendingBits) }
    }

    /// Writes whole bytes where a byte begins.
    mutating func write(_ source: UnsafePointer<UInt8>, count length: Int) {
        reserve(length)
        (bytes + count).update(from: source, count: length)
        count += length
    }

    /// Whole bytes, once all is written.
    consuming func finished() -> [UInt8] {
        align()
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A text that lies in the executable: a line that says what holds of all, then lines that are sorted by the bytes of
/// their first column, with tabs between columns. Several lines may have the same first column, which is their key.
///
/// Nothing is read before it is asked for: a lookup touches a few pages, however many lines there are.
package struct SortedLines: @unchecked Sendable {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    // Nobody writes to a program's constants.
    private let bytes: Bytes

    /// - Parameter bytes: they stay where they are for as long as the program runs, and end in a newline.
    package init(_ bytes: Bytes) {
        self.bytes = bytes
    }

    /// The first line.
    package var header: String { String(decoding: bytes[..<endOfLine(from: 0)], as: UTF8.self) }

    /// The keys of all lines, in their order.
    package var keys: [String] {
        var keys: [String] = []
        var start = endOfLine(from: 0) + 1
        while start < bytes.count {
            let tab = end(of: UInt8(ascii: "\t"), from: start)
            keys.append(String(decoding: bytes[start..<tab], as: UTF8.self))
            start = endOfLine(from: tab) + 1
        }
        return keys
    }

    /// The lines with a key, in their order, without what ends them.
    package func lines(of key: String) -> AnyIterator<Bytes> {
        let key = Array(key.utf8)
        var start = firstLine(notBefore: key)
        return AnyIterator {
            guard start < bytes.count, self.key(at: start).elementsEqual(key) else { return nil }
            let end = endOfLine(from: start)
            defer { start = end + 1 }
            return Bytes(rebasing: bytes[start..<end])
        }
    }

    /// The columns of a line; the last one is all that is left.
    package static func columns(of line: Bytes, most: Int) -> [Bytes] {
        var columns: [Bytes] = []
        var start = 0
        while columns.count < most - 1 {
            let tab = end(of: UInt8(ascii: "\t"), from: start, in: line)
            guard tab < line.count else { break }
            columns.append(Bytes(rebasing: line[start..<tab]))
            start = tab + 1
        }
        columns.append(Bytes(rebasing: line[start...]))
        return columns
    }

    // MARK: - Looking up

    private func firstLine(notBefore key: [UInt8]) -> Int {
        // Before `low` all keys are smaller, from `high` on none is; both are beginnings of lines.
        var low = endOfLine(from: 0) + 1
        var high = bytes.count
        while low < high {
            var start = endOfLine(from: low + (high - low) / 2) + 1
            // The last line begins before the middle.
            if start >= high { start = low }
            if self.key(at: start).lexicographicallyPrecedes(key) {
                low = endOfLine(from: start) + 1
            } else if start == low {
                return low
            } else {
                high = start
            }
        }
        return low
    }

    private func key(at start: Int) -> Slice<Bytes> { bytes[start..<end(of: UInt8(ascii: "\t"), from: start)] }

    private func endOfLine(from start: Int) -> Int { end(of: UInt8(ascii: "\n"), from: start) }

    /// Where a byte comes next; the end of the text where it does not.
    private func end(of byte: UInt8, from start: Int) -> Int { Self.end(of: byte, from: start, in: bytes) }

    private static func end(of byte: UInt8, from start: Int, in bytes: Bytes) -> Int {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

// By hand, since nearly every text of a template and of the catalogue is asked, and there are debug builds.

extension String {
    /// Nil for an empty text. `utf8.first` is generic code, which takes ten times as long in a debug build.
    package var firstByte: UInt8? { isEmpty ? nil : utf8[utf8.startIndex] }

    /// Whether a byte stands in the text.
    package func hasByte(_ byte: UInt8) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { buffer -> Bool in
            buffer.baseAddress.map { memchr($0, Int32(byte), buffer.count) != nil } ?? false
        }
        return found ?? utf8.contains(byte)
    }

    /// How many bytes are above another one.
    package func countOfBytes(above limit: UInt8) -> Int {
        let count = utf8.withContiguousStorageIfAvailable { buffer -> Int in
            guard var place = buffer.baseAddress else { return 0 }
            let end = place + buffer.count
            var count = 0
            while place < end {
                if place.pointee > limit { count += 1 }
                place += 1
            }
            return count
        }
        return count ?? utf8.count { $0 > limit }
    }

    /// Whether another text stands in it, byte by byte: by characters, as `contains` compares, it takes much longer.
    package func hasText(_ other: String) -> Bool {
        var (text, other) = (self, other)
        return text.withUTF8 { text in
            other.withUTF8 { other in
                guard let first = other.first else { return true }
                var start = 0
                while start + other.count <= text.count {
                    if text[start] == first {
                        var length = 1
                        while length < other.count, text[start + length] == other[length] { length += 1 }
                        if length == other.count { return true }
                    }
                    start += 1
                }
                return false
            }
        }
    }

    /// The parts between bytes of ASCII, without those that are empty.
    package func parts(separatedBy separator: Unicode.Scalar) -> [String] {
        let byte = UInt8(ascii: separator)
        let parts = utf8.withContiguousStorageIfAvailable { buffer in
            var parts: [String] = []
            var start = 0
            var position = 0
            while position <= buffer.count {
                if position == buffer.count || buffer[position] == byte {
                    if position > start {
                        parts.append(
                            String(decoding: UnsafeBufferPointer(rebasing: buffer[start..<position]), as: UTF8.self))
                    }
                    start = position + 1
                }
                position += 1
            }
            return parts
        }
        return parts ?? split(separator: Character(separator)).map(String.init)
    }
}

// By hand, since nearly every text of a template and of the catalogue is asked, and there are debug builds.

extension String {
    /// Whether a byte stands in the text.
    package func hasByte(_ byte: UInt8) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { buffer -> Bool in
            guard var place = buffer.baseAddress else { return false }
            let end = place + buffer.count
            while place < end, place.pointee != byte { place += 1 }
            return place < end
        }
        return found ?? utf8.contains(byte)
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

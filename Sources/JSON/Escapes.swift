/// The escapes of strings.
enum Escapes {
    private static let backslash = UInt8(ascii: "\\")

    /// Where an escape ends, surrogate pairs being one; nil for what is none.
    ///
    /// - Parameter start: of the backslash.
    static func end(of start: Int, in bytes: [UInt8]) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            return scalar(at: start, in: bytes[...])?.end
        default:
            return nil
        }
    }

    /// The character of `\uXXXX`, or of two of them where the first is the high half of a surrogate pair.
    private static func scalar(at start: Int, in bytes: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, end: Int)? {
        guard let first = codeUnit(at: start, in: bytes) else { return nil }
        if let scalar = Unicode.Scalar(first) { return (scalar, start + 6) }
        guard (0xD800..<0xDC00).contains(first), let second = codeUnit(at: start + 6, in: bytes),
            (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { return nil }
        return (scalar, start + 12)
    }

    private static func codeUnit(at start: Int, in bytes: ArraySlice<UInt8>) -> UInt32? {
        guard start + 6 <= bytes.endIndex, bytes[start] == backslash, bytes[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt32 = 0
        for byte in bytes[(start + 2)..<(start + 6)] {
            guard let digit = hexadecimalDigit(byte) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// A string's contents with what its escapes stand for. They were found to be right when the text was parsed.
    static func resolved(in contents: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = contents.firstIndex(of: backslash) else { return contents }
        var result = Array(contents[..<first])
        result.reserveCapacity(contents.count)
        var index = first
        while index < contents.endIndex {
            guard contents[index] == backslash, index + 1 < contents.endIndex else {
                result.append(contents[index])
                index += 1
                continue
            }
            if let (scalar, end) = scalar(at: index, in: contents) {
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                index = end
            } else {
                result.append(character(after: contents[index + 1]))
                index += 2
            }
        }
        return result[...]
    }

    private static func character(after letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }
}

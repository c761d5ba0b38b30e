extension SHA256 {
    /// Where digests stand in a text: 64 hexadecimal digits in lower case, neither more nor fewer.
    package static func digests(in text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        for end in 0...text.count {
            if end < text.count, isDigit(text[end]) { continue }
            if end - start == 64 { found.append(start..<end) }
            start = end + 1
        }
        return found
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}

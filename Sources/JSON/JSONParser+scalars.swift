extension JSONParser {
    // MARK: - Words and numbers

    mutating func readWord(_ word: StaticString) throws(JSONError) {
        let start = position
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[offset] else {
                throw unexpected("'\(word)'")
            }
            position += 1
        }
        append(from: start, link: position)
    }

    mutating func readNumber() throws(JSONError) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let isZero = position < bytes.count && bytes[position] == UInt8(ascii: "0")
        try readDigits()
        if isZero, position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
            throw error("the number begins with a zero; '0', or another digit first, is expected", at: start)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try readDigits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
                position += 1
            }
            try readDigits()
        }
        append(from: start, link: position)
    }

    private mutating func readDigits() throws(JSONError) {
        let start = position
        while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
        if position == start { throw unexpected("a digit") }
    }

    // MARK: - Strings

    /// Reads a string from its opening quotation mark on.
    mutating func readString() throws(JSONError) {
        let start = position
        var index = start + 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                append(from: start, link: index + 1)
                position = index + 1
                return
            }
            if byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") {
                index += 1
            } else {
                if byte >= 0x80 { isASCII = false }
                index = try endOfUnusualCharacter(at: index)
            }
        }
        throw error(
            "the text ends in the string that begins in line \(error("", at: start).place.line); '\"' is expected",
            at: index)
    }

    /// The end of an escape or of a character beyond ASCII.
    private func endOfUnusualCharacter(at index: Int) throws(JSONError) -> Int {
        let byte = bytes[index]
        if byte < 0x20 {
            throw error("met \(character(at: index)) in a string; it is written as an escape there", at: index)
        }
        if byte == UInt8(ascii: "\\") {
            guard let end = Escapes.end(of: index, in: bytes) else { throw badEscape(at: index) }
            return end
        }
        let end = index + Self.lengthOfCharacter(at: index, in: bytes)
        guard end > index else {
            throw error(
                "the byte \(hexadecimal(UInt32(byte), digits: 2)) is no UTF-8 here; the text must be in UTF-8",
                at: index)
        }
        return end
    }

    private func badEscape(at index: Int) -> JSONError {
        let rest = bytes[(index + 1)...]
        // The longest, a surrogate pair, has twelve.
        if rest.count < 11, !rest.contains(UInt8(ascii: "\"")) {
            return error("the text ends in an escape", at: bytes.count)
        }
        guard rest.first == UInt8(ascii: "u") else {
            return error(
                "met \(character(at: index + 1)) after '\\'; one of \" \\ / b f n r t u is expected", at: index + 1)
        }
        return error(
            "the escape '\(printable(rest.prefix(5)))' is no character; '\\u' with four hexadecimal digits is expected, and both halves of a surrogate pair",
            at: index)
    }

    /// How many bytes the character has, 0 when there is none ("The Unicode Standard", table 3-7, "Well-Formed UTF-8
    /// Byte Sequences").
    private static func lengthOfCharacter(at index: Int, in bytes: [UInt8]) -> Int {
        let length: Int
        let second: ClosedRange<UInt8>
        switch bytes[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        default: return 0
        }
        guard index + length <= bytes.count, second ~= bytes[index + 1],
            bytes[(index + 2)..<(index + length)].allSatisfy({ 0x80...0xBF ~= $0 })
        else { return 0 }
        return length
    }

    // MARK: - What was met

    /// The character at an offset, in words that no terminal obeys.
    func character(at index: Int) -> String {
        let length = bytes[index] < 0x80 ? 1 : Self.lengthOfCharacter(at: index, in: bytes)
        if length == 0 { return "the byte \(hexadecimal(UInt32(bytes[index]), digits: 2))" }
        return "'\(printable(bytes[index..<(index + length)]))'"
    }

    private func printable(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                "U+" + hexadecimal(scalar.value, digits: 4)
            default: String(scalar)
            }
        }.joined()
    }

    private func hexadecimal(_ number: UInt32, digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

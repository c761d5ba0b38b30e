/// A part of a program in Python or JavaScript, without comments and space.
enum CodeToken: Hashable {
    /// A name or number.
    case word(String)
    /// What stands between quotes.
    case text(String)
    /// Anything else, one by one.
    case mark(Unicode.Scalar)

    /// - Parameter isPython: whether `#` begins a comment, and not `//`.
    static func all(in code: String, isPython: Bool) -> [CodeToken] {
        var code = code
        return code.withUTF8 { bytes in
            var reader = CodeReader(bytes: bytes, isPython: isPython)
            var tokens: [CodeToken] = []
            while let token = reader.next() { tokens.append(token) }
            return tokens
        }
    }
}

/// Reads a program byte by byte: what has a meaning in it is ASCII. Beyond that, there are parts of names and of texts.
private struct CodeReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let isPython: Bool
    private var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>, isPython: Bool) {
        self.bytes = bytes
        self.isPython = isPython
    }

    mutating func next() -> CodeToken? {
        while position < bytes.count {
            let byte = bytes[position]
            if isPython ? byte == UInt8(ascii: "#") : stands("//", at: position) {
                while position < bytes.count, !Self.isNewline(bytes[position]) { position += 1 }
            } else if !isPython, stands("/*", at: position) {
                position += 2
                while position < bytes.count, !stands("*/", at: position) { position += 1 }
                position = min(position + 2, bytes.count)
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                return .text(quoted(by: byte))
            } else if Self.isWordPart(byte) {
                let start = position
                while position < bytes.count, Self.isWordPart(bytes[position]) { position += 1 }
                return .word(text(from: start, to: position))
            } else {
                position += 1
                if byte > UInt8(ascii: " ") { return .mark(Unicode.Scalar(byte)) }
            }
        }
        return nil
    }

    /// Reads what stands between quotes, of which there are one or three on each side.
    private mutating func quoted(by quote: UInt8) -> String {
        func isRow(at place: Int) -> Bool {
            place + 2 < bytes.count && bytes[place] == quote && bytes[place + 1] == quote && bytes[place + 2] == quote
        }
        let isTripled = isRow(at: position)
        position += isTripled ? 3 : 1
        let start = position
        while position < bytes.count, isTripled ? !isRow(at: position) : bytes[position] != quote {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(position, bytes.count)
        position = min(position + (isTripled ? 3 : 1), bytes.count)
        return text(from: start, to: end)
    }

    private func text(from start: Int, to end: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    private func stands(_ mark: StaticString, at place: Int) -> Bool {
        place + 1 < bytes.count && bytes[place] == mark.utf8Start[0] && bytes[place + 1] == mark.utf8Start[1]
    }

    private static func isNewline(_ byte: UInt8) -> Bool { byte >= 0x0A && byte <= 0x0D }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}

/// The identifiers of a Swift source in their order, without those in comments and string literals. What is interpolated
/// into a string is code again.
struct SwiftWords {
    /// An identifier, and how many braces are open around it.
    struct Word {
        let text: String
        let depth: Int
        /// The identifier that it belongs to: `SQS` of `SQS.Queue`.
        var owner: String?
    }

    private(set) var words: [Word] = []
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(in source: String) {
        bytes = Array(source.utf8)
        readCode(untilParenthesis: false)
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private func stands(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            position + wanted.count <= bytes.count
                && bytes[position..<position + wanted.count].elementsEqual(wanted)
        }
    }

    /// - Parameter untilParenthesis: whether it ends where an interpolation does.
    private mutating func readCode(untilParenthesis: Bool) {
        var parentheses = 0
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: "("): parentheses += 1
            case UInt8(ascii: ")"):
                if untilParenthesis, parentheses == 0 { return }
                parentheses -= 1
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "/") where stands("//"):
                while let byte = self.byte(), byte != UInt8(ascii: "\n") { position += 1 }
                continue
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                if skipString() { continue }
            case _ where Self.isLetter(byte):
                readWord()
                continue
            default: break
            }
            position += 1
        }
    }

    private mutating func readWord() {
        let start = position
        while let byte = byte(), Self.isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        let isMember = start > 1 && bytes[start - 1] == UInt8(ascii: ".") && Self.isLetter(bytes[start - 2])
        words.append(
            Word(
                text: String(decoding: bytes[start..<position], as: UTF8.self), depth: depth,
                owner: isMember ? words.last?.text : nil))
    }

    /// Passes over a string literal, if one begins here.
    private mutating func skipString() -> Bool {
        let start = position
        while byte() == UInt8(ascii: "#") { position += 1 }
        let signs = position - start
        guard byte() == UInt8(ascii: "\"") else {
            position = start
            return false
        }
        let quotes = stands("\"\"\"") ? 3 : 1
        position += quotes
        while let byte = byte() {
            if byte == UInt8(ascii: "\\"), count(UInt8(ascii: "#"), from: position + 1, atMost: signs) == signs {
                position += 1 + signs
                if self.byte() == UInt8(ascii: "(") {
                    position += 1
                    readCode(untilParenthesis: true)
                }
                position += 1
            } else if count(UInt8(ascii: "\""), from: position, atMost: quotes) == quotes,
                count(UInt8(ascii: "#"), from: position + quotes, atMost: signs) == signs
            {
                position += quotes + signs
                return true
            } else {
                position += 1
            }
        }
        return true
    }

    private func count(_ byte: UInt8, from start: Int, atMost most: Int) -> Int {
        bytes[min(start, bytes.count)...].prefix(most).prefix { $0 == byte }.count
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}

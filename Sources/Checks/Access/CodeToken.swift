/// A part of a program in Python or JavaScript, without comments and space.
enum CodeToken: Hashable {
    /// A name or number.
    case word(String)
    /// What stands between quotes.
    case text(String)
    /// Anything else, one by one.
    case mark(Character)

    /// - Parameter isPython: whether `#` begins a comment, and not `//`.
    static func all(in code: String, isPython: Bool) -> [CodeToken] {
        var tokens: [CodeToken] = []
        var rest = code[...]
        while let character = rest.first {
            if isPython ? character == "#" : rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if !isPython, rest.hasPrefix("/*") {
                rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
            } else if "\"'`".contains(character) {
                let isTripled = rest.hasPrefix(String(repeating: character, count: 3))
                tokens.append(.text(quoted(by: String(repeating: character, count: isTripled ? 3 : 1), &rest)))
            } else if character.isWordPart {
                let word = rest.prefix { $0.isWordPart }
                tokens.append(.word(String(word)))
                rest = rest[word.endIndex...]
            } else {
                if !character.isWhitespace { tokens.append(.mark(character)) }
                rest = rest.dropFirst()
            }
        }
        return tokens
    }

    private static func quoted(by quote: String, _ rest: inout Substring) -> String {
        rest = rest.dropFirst(quote.count)
        var text = ""
        while let character = rest.first, !rest.hasPrefix(quote) {
            text.append(character)
            rest = rest.dropFirst()
            if character == "\\", let escaped = rest.first {
                text.append(escaped)
                rest = rest.dropFirst()
            }
        }
        rest = rest.dropFirst(quote.count)
        return text
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "$" }
}

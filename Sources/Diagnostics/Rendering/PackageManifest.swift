/// The targets that a Package.swift declares. It is read as text: what it computes stays unknown.
struct PackageManifest {
    /// Where the files of a target are.
    enum Folder: Equatable {
        /// The manifest gives a path.
        case path(String)
        /// A folder of the target's name.
        case usual
    }

    /// By the target's name.
    private(set) var targets: [String: Folder] = [:]

    /// - Parameter text: the manifest. A `.target(name:)` among a target's dependencies is within its parentheses, and
    ///   no declaration.
    init(_ text: String) {
        var tokens = Tokens(text.unicodeScalars)
        while let token = tokens.next() {
            guard case .word(let word) = token, word.lowercased().hasSuffix("target"), tokens.skip("(") else {
                continue
            }
            declare(&tokens)
        }
    }

    /// Reads the arguments of a target up to the parenthesis at its end.
    private mutating func declare(_ tokens: inout Tokens) {
        var depth = 1
        var label: [Token] = []
        var name: String?
        var path: String?
        while depth > 0, let token = tokens.next() {
            switch token {
            case .symbol("("), .symbol("["), .symbol("{"): depth += 1
            case .symbol(")"), .symbol("]"), .symbol("}"): depth -= 1
            case .text(let text) where depth == 1 && label == [.word("name"), .symbol(":")]: name = text
            case .text(let text) where depth == 1 && label == [.word("path"), .symbol(":")]: path = text
            default: break
            }
            label = label.suffix(1) + [token]
        }
        if let name { targets[name] = path.map { .path($0) } ?? .usual }
    }
}

extension PackageManifest {
    private enum Token: Equatable {
        case word(String)
        /// A literal without interpolation or escapes, which no name of a target has.
        case text(String)
        case symbol(Unicode.Scalar)
    }

    /// What matters of Swift here: words, literals and symbols, without spaces and comments.
    private struct Tokens {
        private let scalars: [Unicode.Scalar]
        private var index = 0

        init(_ scalars: String.UnicodeScalarView) { self.scalars = Array(scalars) }

        /// Steps over a symbol, if that is next.
        mutating func skip(_ symbol: Unicode.Scalar) -> Bool {
            var ahead = self
            guard ahead.next() == .symbol(symbol) else { return false }
            self = ahead
            return true
        }

        mutating func next() -> Token? {
            skipBlanks()
            guard index < scalars.count else { return nil }
            if scalars[index] == "\"" { return text() }
            let word = scalars[index...].prefix { $0.properties.isXIDContinue }
            guard word.isEmpty else {
                index = word.endIndex
                return .word(String(String.UnicodeScalarView(word)))
            }
            index += 1
            return .symbol(scalars[index - 1])
        }

        private mutating func text() -> Token {
            let start = index + 1
            index = start
            while index < scalars.count, scalars[index] != "\"", scalars[index] != "\n" {
                index += scalars[index] == "\\" ? 2 : 1
            }
            let end = min(index, scalars.count)
            index = end + 1
            return .text(String(String.UnicodeScalarView(scalars[start..<end])))
        }

        private mutating func skipBlanks() {
            while index < scalars.count {
                if scalars[index].properties.isWhitespace {
                    index += 1
                } else if scalars[index...].starts(with: "//".unicodeScalars) {
                    while index < scalars.count, scalars[index] != "\n" { index += 1 }
                } else if scalars[index...].starts(with: "/*".unicodeScalars) {
                    index += 2
                    while index < scalars.count, !scalars[index...].starts(with: "*/".unicodeScalars) { index += 1 }
                    index = min(index + 2, scalars.count)
                } else {
                    return
                }
            }
        }
    }
}

/// The one rule by which CloudFormation's names become Swift's.
///
/// - **Members** (`vpcId`, `dbInstanceClass`, `enableDNS64`): the name with its leading run of capitals in lower case.
///   The run ends before the capital that begins the next word (`DBInstance` is `DB` + `Instance`), and takes with it a
///   plural `s` (`ARNs` is `arns`) and the `v` of `IPv6`. Everything after it stays as CloudFormation spells it.
/// - **Types** (`VPC`, `BlockDeviceMapping`): the name with its first letter in upper case.
/// - **Constants** (`dedicated`, `bucketOwnerRead`, `usEast1`): the value's words, joined the same way; words in
///   capitals only count as ordinary words (`ONE_ZONE_IA` is `oneZoneIa`), digits that would run together keep an
///   underscore between them (`python3.12` is `python3_12`), and a leading digit gets `value` before it.
/// - What is not a letter or a digit separates words. Swift's keywords are written in backticks.
package enum SwiftName {
    /// The name of a property, an argument or an attribute.
    package static func member(_ name: String) -> String { lowerFirstWord(joined(name)) }

    /// The name of a type.
    package static func type(_ name: String) -> String { capitalized(joined(name)) }

    /// The name of an attribute at a path, a word repeated at a joint written once:
    /// `MasterUserSecret.SecretArn` is `masterUserSecretArn`.
    package static func member(path: [String]) -> String {
        var words: [String] = []
        for segment in path.map({ Self.words(in: joined($0)) }) {
            let overlap =
                stride(from: min(words.count, segment.count), to: 0, by: -1)
                .first { Array(words.suffix($0)) == Array(segment.prefix($0)) } ?? 0
            words += segment.dropFirst(overlap)
        }
        return lowerFirstWord(words.map(capitalized).joined())
    }

    /// The name of the constant for a value of an enumeration.
    package static func constant(_ value: String) -> String {
        var words: [String] = []
        var word = ""
        func flush() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        let isSymbolic = !value.contains { $0.isASCIIAlphanumeric }
        for (index, character) in value.enumerated() {
            if character.isASCIIAlphanumeric {
                word.append(character)
            } else {
                flush()
                if character == "*" || isSymbolic || (index == 0 && character == "-") {
                    if let name = symbols[character] { words.append(name) }
                }
            }
        }
        flush()
        guard let first = words.first else { return "empty" }

        var result = first.isUppercaseWord ? first.lowercased() : lowerFirstWord(first)
        for word in words.dropFirst() {
            if result.last?.isNumber == true, word.first?.isNumber == true { result += "_" }
            result += word.isUppercaseWord ? capitalized(word.lowercased()) : capitalized(word)
        }
        if result.first?.isNumber == true { result = "value" + result }
        return reservedConstants.contains(result) ? result + "Value" : result
    }

    /// An identifier as it must be written where Swift would read a keyword.
    package static func escaped(_ identifier: String) -> String {
        keywords.contains(identifier) ? "`\(identifier)`" : identifier
    }

    /// Whether Swift keeps a type's name for itself: `X.Type` is a metatype, whatever `X` declares.
    package static func isReserved(type name: String) -> Bool { ["Type", "Protocol", "Self", "Any"].contains(name) }

    /// The words of a name in camel case: `DBInstanceClass` is `DB`, `Instance`, `Class`.
    package static func words(in name: String) -> [String] {
        var words: [String] = []
        var rest = Substring(name)
        while !rest.isEmpty {
            let run = capitalRun(rest)
            var end = rest.index(rest.startIndex, offsetBy: max(run, 1))
            if run <= 1 {
                while end < rest.endIndex, !rest[end].isUppercase { end = rest.index(after: end) }
            }
            words.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return words
    }

    /// How many characters the leading run of capitals has, as one word.
    private static func capitalRun(_ name: Substring) -> Int {
        let run = name.prefix { $0.isUppercase }.count
        let rest = name.dropFirst(run)
        guard run > 1, let next = rest.first, next.isLowercase else { return run }
        let after = rest.dropFirst().first
        if next == "s", after.map({ !$0.isLowercase }) ?? true { return run + 1 }
        if next == "v", after?.isNumber == true { return run + 1 }
        return run - 1
    }

    private static func lowerFirstWord(_ name: String) -> String {
        let run = capitalRun(Substring(name))
        return name.prefix(run).lowercased() + name.dropFirst(run)
    }

    private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    /// The name without what is not a letter or a digit, the next word beginning with a capital.
    private static func joined(_ name: String) -> String {
        let words = name.split { !$0.isASCIIAlphanumeric }.map(String.init)
        return (words.first ?? "") + words.dropFirst().map(capitalized).joined()
    }

    private static let symbols: [Character: String] = [
        "*": "any", "-": "minus", "+": "plus", "=": "equal", "<": "less", ">": "greater", "!": "not", "/": "slash",
        "%": "percent", "&": "and", "|": "or", ".": "dot", ",": "comma", ":": "colon", ";": "semicolon",
        "_": "underscore",
        "\t": "tab", " ": "space", "\n": "newline", "$": "dollar", "#": "hash", "@": "at", "^": "caret", "~": "tilde",
        "?": "questionMark", "'": "apostrophe", "\"": "quote", "(": "parenthesis", "[": "bracket", "{": "brace",
    ]

    /// `none` and `some` would read as an optional's cases, and the nothing of `.none` compiles without a word.
    private static let reservedConstants: Set<String> = ["none", "some", "init", "self", "expression"]

    private static let keywords: Set<String> = [
        "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
        "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in",
        "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
        "repeat", "rethrows", "return", "self", "Self", "static", "struct", "subscript", "super", "switch", "throw",
        "throws", "true", "try", "typealias", "var", "where", "while", "Type", "Protocol", "Any",
    ]
}

extension Character {
    package var isASCIIAlphanumeric: Bool { isASCII && (isLetter || isNumber) }
}

extension String {
    /// Whether all letters are capitals, and there is one.
    fileprivate var isUppercaseWord: Bool { contains { $0.isUppercase } && !contains { $0.isLowercase } }
}

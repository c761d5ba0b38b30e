/// A set of characters, as `[a-z0-9_]`, `\w` and `.` name one.
struct CharacterClass: Equatable, Sendable {
    /// What a part of the set is.
    enum Part: Equatable, Sendable {
        case range(ClosedRange<UInt32>)
        /// A Unicode property, as in `\p{L}`; negated for `\P{L}`.
        case property(UnicodeProperty, negated: Bool)
        /// Everything but what some parts have, as in `\W`.
        case complement([Part])
    }

    var parts: [Part]
    var isNegated = false

    static let digits = [Part.range(48...57)]
    static let wordCharacters: [Part] = [.range(48...57), .range(65...90), .range(95...95), .range(97...122)]
    /// White space and line ends of ECMAScript ("CharacterClassEscape :: s" in ECMA-262).
    static let spaces: [Part] = [
        .range(9...13), .range(32...32), .range(0xA0...0xA0), .range(0x1680...0x1680), .range(0x2000...0x200A),
        .range(0x2028...0x2029), .range(0x202F...0x202F), .range(0x205F...0x205F), .range(0x3000...0x3000),
        .range(0xFEFF...0xFEFF),
    ]
    static let lineEnds: [Part] = [.range(10...10), .range(13...13), .range(0x2028...0x2029)]
    /// `.`
    static let anyButLineEnds = CharacterClass(parts: lineEnds, isNegated: true)

    static func only(_ scalar: UInt32) -> CharacterClass { CharacterClass(parts: [.range(scalar...scalar)]) }

    func contains(_ scalar: UInt32) -> Bool { Self.contains(scalar, in: parts) != isNegated }

    private static func contains(_ scalar: UInt32, in parts: [Part]) -> Bool {
        for part in parts {
            let isInPart =
                switch part {
                case .range(let range): range.contains(scalar)
                case .property(let property, let negated): property.contains(scalar) != negated
                case .complement(let parts): !contains(scalar, in: parts)
                }
            if isInPart { return true }
        }
        return false
    }

    /// The same with the other case of ASCII letters.
    var ignoringCase: CharacterClass {
        let upper: ClosedRange<UInt32> = 65...90
        let lower: ClosedRange<UInt32> = 97...122
        let others = parts.flatMap { part -> [Part] in
            guard case .range(let range) = part else { return [] }
            var others: [Part] = []
            if range.overlaps(upper) {
                let letters = range.clamped(to: upper)
                others.append(.range((letters.lowerBound + 32)...(letters.upperBound + 32)))
            }
            if range.overlaps(lower) {
                let letters = range.clamped(to: lower)
                others.append(.range((letters.lowerBound - 32)...(letters.upperBound - 32)))
            }
            return others
        }
        return CharacterClass(parts: parts + others, isNegated: isNegated)
    }
}

/// A property of `\p{...}`, of those that resource schemas use.
enum UnicodeProperty: String, Sendable {
    case letter = "L"
    case upperCaseLetter = "Lu"
    case lowerCaseLetter = "Ll"
    case mark = "M"
    case number = "N"
    case decimalNumber = "Nd"
    case punctuation = "P"
    case symbol = "S"
    case separator = "Z"
    case spaceSeparator = "Zs"
    case other = "C"
    case control = "Cc"
    case alphabetic = "IsAlphabetic"
    case ascii = "ASCII"
    case printable = "Print"
    case graphic = "Graph"
    case alphanumeric = "Alnum"

    func contains(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        let properties = scalar.properties
        return switch self {
        case .letter: properties.generalCategory.group == "L"
        case .upperCaseLetter: properties.generalCategory == .uppercaseLetter
        case .lowerCaseLetter: properties.generalCategory == .lowercaseLetter
        case .mark: properties.generalCategory.group == "M"
        case .number: properties.generalCategory.group == "N"
        case .decimalNumber: properties.generalCategory == .decimalNumber
        case .punctuation: properties.generalCategory.group == "P"
        case .symbol: properties.generalCategory.group == "S"
        case .separator: properties.generalCategory.group == "Z"
        case .spaceSeparator: properties.generalCategory == .spaceSeparator
        case .other: properties.generalCategory.group == "C"
        case .control: properties.generalCategory == .control
        case .alphabetic: properties.isAlphabetic
        case .ascii: value < 128
        case .printable: (32...126).contains(value)
        case .graphic: (33...126).contains(value)
        case .alphanumeric:
            value < 128 && CharacterClass(parts: CharacterClass.wordCharacters).contains(value) && value != 95
        }
    }
}

extension Unicode.GeneralCategory {
    /// The letter that groups of categories are called by.
    fileprivate var group: Character {
        switch self {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: "L"
        case .nonspacingMark, .spacingMark, .enclosingMark: "M"
        case .decimalNumber, .letterNumber, .otherNumber: "N"
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            "P"
        case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: "S"
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: "Z"
        default: "C"
        }
    }
}

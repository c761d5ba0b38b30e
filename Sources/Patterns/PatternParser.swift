/// Reads the regular expressions of resource schemas: ECMAScript's, with what Java's have besides.
struct PatternParser {
    /// What is not read: references back, lookbehind, classes of POSIX, flags but `(?i)`.
    struct Unsupported: Error {}

    private let text: [Unicode.Scalar]
    private var position = 0
    private var ignoresCase = false
    private var depth = 0

    /// - Throws: ``Unsupported`` also for what is no regular expression.
    static func parse(_ text: String) throws(Unsupported) -> PatternSyntax {
        var parser = PatternParser(text)
        let syntax = try parser.alternatives()
        guard parser.position == parser.text.count else { throw Unsupported() }
        return syntax
    }

    private init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    private var first: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard first == scalar else { return false }
        position += 1
        return true
    }

    private mutating func next() throws(Unsupported) -> Unicode.Scalar {
        guard let scalar = first else { throw Unsupported() }
        position += 1
        return scalar
    }

    /// What stands before a scalar, which is taken too; nil where it does not come.
    private mutating func text(before end: Unicode.Scalar) -> String? {
        guard let index = text[position...].firstIndex(of: end) else { return nil }
        defer { position = index + 1 }
        return String(String.UnicodeScalarView(text[position..<index]))
    }

    // MARK: - Structure

    private mutating func alternatives() throws(Unsupported) -> PatternSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth < 64 else { throw Unsupported() }
        var all = [try sequence()]
        while take("|") { all.append(try sequence()) }
        return all.count == 1 ? all[0] : .alternatives(all)
    }

    private mutating func sequence() throws(Unsupported) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let first, first != "|", first != ")" {
            let atom = try atom()
            parts.append(try repeated(atom))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repeated(_ atom: PatternSyntax) throws(Unsupported) -> PatternSyntax {
        var result = atom
        while let first {
            let counts: (from: Int, to: Int?)?
            switch first {
            case "*": counts = (0, nil)
            case "+": counts = (1, nil)
            case "?": counts = (0, 1)
            case "{": counts = bounds()
            default: return result
            }
            // A brace that bounds nothing is a character.
            guard let counts else { return result }
            if first != "{" { position += 1 }
            // Lazy, or possessive as Java has it.
            if !take("?"), take("+") { throw Unsupported() }
            result = .repetition(result, from: counts.from, to: counts.to)
        }
        return result
    }

    /// `{2}`, `{2,}`, `{2,5}`; nil, and nothing taken, for anything else.
    private mutating func bounds() -> (from: Int, to: Int?)? {
        let start = position
        position += 1
        let from = number()
        let hasComma = take(",")
        let to = hasComma ? number() : from
        guard take("}"), from != nil || (hasComma && to != nil), (to ?? .max) >= (from ?? 0) else {
            position = start
            return nil
        }
        return (from ?? 0, to)
    }

    private mutating func number() -> Int? {
        var number: Int?
        var digits = 0
        while let first, ("0"..."9").contains(first) {
            position += 1
            digits += 1
            // As many as fit into an integer.
            if digits < 19 { number = (number ?? 0) * 10 + Int(first.value - 48) }
        }
        return digits < 19 ? number : nil
    }

    // MARK: - Atoms

    private mutating func atom() throws(Unsupported) -> PatternSyntax {
        let scalar = try next()
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .character(.anyButLineEnds)
        case "(": return try group()
        case "[": return try characters(characterClass())
        case "\\": return try escape()
        case "*", "+", "?": throw Unsupported()
        default: return ignoresCase ? try characters(.only(scalar.value)) : .only(scalar.value)
        }
    }

    private func characters(_ characters: CharacterClass) throws(Unsupported) -> PatternSyntax {
        .character(ignoresCase ? characters.ignoringCase : characters)
    }

    private mutating func group() throws(Unsupported) -> PatternSyntax {
        var wrap: (PatternSyntax) -> PatternSyntax = { $0 }
        if take("?") {
            if take("i") {
                guard take(")") else { throw Unsupported() }
                ignoresCase = true
                return .empty
            } else if take("=") {
                wrap = { .lookahead($0, negated: false) }
            } else if take("!") {
                wrap = { .lookahead($0, negated: true) }
            } else if !take(":") {
                // A name, `<name>` or `P<name>`, and no lookbehind.
                _ = take("P")
                guard take("<"), first != "=", first != "!", text(before: ">") != nil else { throw Unsupported() }
            }
        }
        let inside = try alternatives()
        guard take(")") else { throw Unsupported() }
        return wrap(inside)
    }

    private mutating func escape() throws(Unsupported) -> PatternSyntax {
        let scalar = try next()
        switch scalar {
        case "b": return .wordBoundary(negated: false)
        case "B": return .wordBoundary(negated: true)
        case "A": return .start
        case "z", "Z": return .end
        case "1"..."9", "k", "Q", "G": throw Unsupported()
        default: return try characters(CharacterClass(parts: escaped(scalar)))
        }
    }

    /// What a backslash and a character stand for, in a class too.
    private mutating func escaped(_ scalar: Unicode.Scalar) throws(Unsupported) -> [CharacterClass.Part] {
        func only(_ value: UInt32) -> [CharacterClass.Part] { [.range(value...value)] }
        switch scalar {
        case "d": return CharacterClass.digits
        case "D": return [.complement(CharacterClass.digits)]
        case "w": return CharacterClass.wordCharacters
        case "W": return [.complement(CharacterClass.wordCharacters)]
        case "s": return CharacterClass.spaces
        case "S": return [.complement(CharacterClass.spaces)]
        case "p", "P":
            guard take("{"), let name = text(before: "}") else { throw Unsupported() }
            guard let property = UnicodeProperty(rawValue: name) else { throw Unsupported() }
            return [.property(property, negated: scalar == "P")]
        case "t": return only(9)
        case "n": return only(10)
        case "v": return only(11)
        case "f": return only(12)
        case "r": return only(13)
        case "0": return only(0)
        case "x": return only(try hexadecimal(2))
        case "u":
            guard take("{") else { return only(try hexadecimal(4)) }
            guard let digits = text(before: "}"), let value = UInt32(digits, radix: 16) else { throw Unsupported() }
            return only(value)
        default: return only(scalar.value)
        }
    }

    private mutating func hexadecimal(_ digits: Int) throws(Unsupported) -> UInt32 {
        let text = text[position...].prefix(digits)
        guard text.count == digits, let value = UInt32(String(String.UnicodeScalarView(text)), radix: 16) else {
            throw Unsupported()
        }
        position += digits
        return value
    }

    // MARK: - Classes

    /// What stands behind the opening bracket.
    private mutating func characterClass() throws(Unsupported) -> CharacterClass {
        var parts: [CharacterClass.Part] = []
        let isNegated = take("^")
        while true {
            let scalar = try next()
            if scalar == "]" { return CharacterClass(parts: parts, isNegated: isNegated) }
            // A class of POSIX, or one in another one, as Java has it.
            if scalar == "[", first == ":" { throw Unsupported() }
            let bounds = scalar == "\\" ? try escapedInClass(next()) : [.range(scalar.value...scalar.value)]
            guard let low = bounds.single, first == "-", position + 1 < text.count, text[position + 1] != "]" else {
                parts += bounds
                continue
            }
            position += 1
            let bound = try next()
            let last = bound == "\\" ? try escapedInClass(next()) : [.range(bound.value...bound.value)]
            if let high = last.single, low <= high {
                parts.append(.range(low...high))
            } else if last.single == nil {
                // The hyphen before a class such as \w is itself.
                parts += bounds + [.range(45...45)] + last
            } else {
                throw Unsupported()
            }
        }
    }

    private mutating func escapedInClass(_ scalar: Unicode.Scalar) throws(Unsupported) -> [CharacterClass.Part] {
        scalar == "b" ? [.range(8...8)] : try escaped(scalar)
    }
}

extension [CharacterClass.Part] {
    /// The only character that it has.
    fileprivate var single: UInt32? {
        guard count == 1, case .range(let range) = self[0], range.lowerBound == range.upperBound else { return nil }
        return range.lowerBound
    }
}

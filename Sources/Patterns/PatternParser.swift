/// Reads the regular expressions of resource schemas: ECMAScript's, with what Java's have besides.
struct PatternParser {
    /// What is not read: references back, lookbehind, classes of POSIX, flags but `(?i)`.
    struct Unsupported: Error {}

    private var rest: Substring.UnicodeScalarView
    private var ignoresCase = false
    private var depth = 0

    /// - Throws: ``Unsupported`` also for what is no regular expression.
    static func parse(_ text: String) throws(Unsupported) -> PatternSyntax {
        var parser = PatternParser(text)
        let syntax = try parser.alternatives()
        guard parser.rest.isEmpty else { throw Unsupported() }
        return syntax
    }

    private init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest.removeFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func next() throws(Unsupported) -> Unicode.Scalar {
        guard let scalar = rest.popFirst() else { throw Unsupported() }
        return scalar
    }

    // MARK: - Structure

    private mutating func alternatives() throws(Unsupported) -> PatternSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth < 64 else { throw Unsupported() }
        var all = [try sequence()]
        while take("|" as Unicode.Scalar) { all.append(try sequence()) }
        return all.count == 1 ? all[0] : .alternatives(all)
    }

    private mutating func sequence() throws(Unsupported) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let first = rest.first, first != "|", first != ")" {
            let atom = try atom()
            parts.append(try repeated(atom))
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func repeated(_ atom: PatternSyntax) throws(Unsupported) -> PatternSyntax {
        var result = atom
        while let first = rest.first {
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
            if first != "{" { rest.removeFirst() }
            // Lazy, or possessive as Java has it.
            if !take("?" as Unicode.Scalar), take("+" as Unicode.Scalar) { throw Unsupported() }
            result = .repetition(result, from: counts.from, to: counts.to)
        }
        return result
    }

    /// `{2}`, `{2,}`, `{2,5}`; nil, and nothing taken, for anything else.
    private mutating func bounds() -> (from: Int, to: Int?)? {
        let start = rest
        rest.removeFirst()
        let from = number()
        let hasComma = take("," as Unicode.Scalar)
        let to = hasComma ? number() : from
        guard take("}" as Unicode.Scalar), from != nil || (hasComma && to != nil), (to ?? .max) >= (from ?? 0) else {
            rest = start
            return nil
        }
        return (from ?? 0, to)
    }

    private mutating func number() -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest.removeFirst(digits.count)
        return Int(String(digits))
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
        default: return try characters(.only(scalar.value))
        }
    }

    private func characters(_ characters: CharacterClass) throws(Unsupported) -> PatternSyntax {
        .character(ignoresCase ? characters.ignoringCase : characters)
    }

    private mutating func group() throws(Unsupported) -> PatternSyntax {
        var wrap: (PatternSyntax) -> PatternSyntax = { $0 }
        if take("?" as Unicode.Scalar) {
            if take("i)") {
                ignoresCase = true
                return .empty
            } else if take("=" as Unicode.Scalar) {
                wrap = { .lookahead($0, negated: false) }
            } else if take("!" as Unicode.Scalar) {
                wrap = { .lookahead($0, negated: true) }
            } else if !take(":" as Unicode.Scalar) {
                // A name, `<name>` or `P<name>`, and no lookbehind.
                _ = take("P" as Unicode.Scalar)
                guard take("<" as Unicode.Scalar), let first = rest.first, first != "=", first != "!",
                    let end = rest.firstIndex(of: ">")
                else { throw Unsupported() }
                rest = rest[rest.index(after: end)...]
            }
        }
        let inside = try alternatives()
        guard take(")" as Unicode.Scalar) else { throw Unsupported() }
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
            guard take("{" as Unicode.Scalar), let end = rest.firstIndex(of: "}") else { throw Unsupported() }
            let name = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
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
            guard take("{" as Unicode.Scalar) else { return only(try hexadecimal(4)) }
            guard let end = rest.firstIndex(of: "}"), let value = UInt32(String(rest[..<end]), radix: 16) else {
                throw Unsupported()
            }
            rest = rest[rest.index(after: end)...]
            return only(value)
        default: return only(scalar.value)
        }
    }

    private mutating func hexadecimal(_ digits: Int) throws(Unsupported) -> UInt32 {
        let text = rest.prefix(digits)
        guard text.count == digits, let value = UInt32(String(text), radix: 16) else { throw Unsupported() }
        rest.removeFirst(digits)
        return value
    }

    // MARK: - Classes

    /// What stands behind the opening bracket.
    private mutating func characterClass() throws(Unsupported) -> CharacterClass {
        var parts: [CharacterClass.Part] = []
        let isNegated = take("^" as Unicode.Scalar)
        while true {
            let scalar = try next()
            if scalar == "]" { return CharacterClass(parts: parts, isNegated: isNegated) }
            // A class of POSIX, or one in another one, as Java has it.
            if scalar == "[", rest.first == ":" { throw Unsupported() }
            let first = scalar == "\\" ? try escapedInClass(next()) : [.range(scalar.value...scalar.value)]
            guard let low = first.single, rest.first == "-", rest.dropFirst().first != "]", rest.count > 1 else {
                parts += first
                continue
            }
            rest.removeFirst()
            let bound = try next()
            let last = bound == "\\" ? try escapedInClass(next()) : [.range(bound.value...bound.value)]
            if let high = last.single, low <= high {
                parts.append(.range(low...high))
            } else if last.single == nil {
                // The hyphen before a class such as \w is itself.
                parts += first + [.range(45...45)] + last
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

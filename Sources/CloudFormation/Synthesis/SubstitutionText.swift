/// The text of an `Fn::Sub`, and the variables for the values that it cannot name itself.
struct SubstitutionText {
    private(set) var text = ""
    private(set) var variables: [Expression.Entry] = []

    init(_ segments: [Expression.Segment], in stack: ResolvedStack) {
        for segment in segments {
            switch segment {
            case .text(let literal): text += Self.escaped(literal)
            case .value(.name(let element)): text += stack.name(of: element)
            case .value(let value): append(value, in: stack)
            }
        }
    }

    /// Whether an `Fn::Sub` can hold the segments without a change to their text.
    ///
    /// `${!Literal}` stands for `${Literal}` and ends at the first brace ("Fn::Sub" in the template reference), so it
    /// can hold neither a value nor another brace: `${aws:PrincipalTag/` and a value and `}` is no literal, and neither
    /// is `${A:-${B}}`. What the reference does not speak of, such as an empty literal, is left to no interpretation.
    static func canSay(_ segments: [Expression.Segment]) -> Bool {
        segments.allSatisfy { segment in
            if case .text(let text) = segment { escapesCleanly(text) } else { true }
        }
    }

    /// Whether each `${` of the text is closed in it, around a literal of which the reference leaves no doubt.
    private static func escapesCleanly(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return true }
        var rest = text.unicodeScalars[...]
        while let opening = rest.firstRange(of: "${".unicodeScalars) {
            let inside = rest[opening.upperBound...]
            guard let end = inside.firstIndex(of: "}") else { return false }
            let literal = inside[..<end]
            if literal.isEmpty || literal.first == "!" || literal.contains(where: { $0 == "{" || $0 == "\n" }) {
                return false
            }
            rest = inside[end...]
        }
        return true
    }

    static func needsVariables(_ segments: [Expression.Segment], in stack: ResolvedStack) -> Bool {
        segments.contains { segment in
            switch segment {
            case .text, .value(.name): false
            case .value(let value): name(of: value, in: stack) == nil
            }
        }
    }

    private mutating func append(_ value: Expression, in stack: ResolvedStack) {
        let name: String
        if let own = Self.name(of: value, in: stack) {
            name = own
        } else {
            name = "Value\(variables.count + 1)"
            variables.append(.init(name, value))
        }
        text += "${"
        text += name
        text += "}"
    }

    /// What stands between the braces for a value that needs no variable: `Database.Endpoint.Address`.
    private static func name(of value: Expression, in stack: ResolvedStack) -> String? {
        switch value {
        case .pseudoParameter(let parameter): return parameter.rawValue
        case .reference(let reference):
            guard case .reference(let own) = stack.local(reference) else { return nil }
            let name = stack.name(of: own.element)
            if isVariableName(name) { return nil }
            return own.attribute.map { name + "." + $0 } ?? name
        default: return nil
        }
    }

    /// A variable would hide a resource or parameter of the same name.
    private static func isVariableName(_ name: String) -> Bool {
        name.hasPrefix("Value") && name.dropFirst(5).allSatisfy(\.isNumber)
    }

    /// `${` that is meant as such, as in a shell script, is written `${!`.
    private static func escaped(_ literal: String) -> String {
        guard literal.utf8.contains(UInt8(ascii: "$")) else { return literal }
        // By scalars: CloudFormation sees the brace of `${` under an accent too.
        var escaped = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in literal.unicodeScalars {
            escaped.append(scalar)
            if previous == "$", scalar == "{" { escaped.append("!") }
            previous = scalar
        }
        return String(escaped)
    }
}

extension Expression {
    /// The segments one after the other, each as it stands: what `Fn::Sub` cannot say.
    static func concatenation(of segments: [Segment]) -> Expression {
        .function(.join, .list([.string(""), .list(segments.map(\.expression))]))
    }
}

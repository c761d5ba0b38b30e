extension Template.Substitution {
    /// A part of a text that is put together.
    public enum Piece: Sendable {
        /// Text as it is to come out.
        case text(String)
        case value(Template.Expression)
    }

    /// The text with values in it, each named in it where it can be, and beside it otherwise. Nil where `Fn::Sub`
    /// cannot hold a piece of the text without a change to it.
    ///
    /// `${!Literal}` stands for `${Literal}` and ends at the first brace ("Fn::Sub" in the template reference), so it
    /// can hold neither a value nor another brace: `${aws:PrincipalTag/` and a value and `}` is no literal, and neither
    /// is `${A:-${B}}`. What the reference does not speak of, such as an empty literal, is left to no interpretation.
    public init?(_ pieces: [Piece]) {
        var text = ""
        var variables: [Template.Object.Entry] = []
        for piece in pieces {
            switch piece {
            case .text(let literal):
                guard literal.escapesCleanly else { return nil }
                text += literal.escaped
            case .value(let value):
                var name = value.substitutionName
                if name == nil {
                    let variable = "Value\(variables.count + 1)"
                    variables.append(.init(variable, value))
                    name = variable
                }
                text += "${" + (name ?? "") + "}"
            }
        }
        self.init(text, variables: Template.Object(variables))
    }
}

extension Template.Expression {
    /// Text with values in it: `Fn::Sub`, or `Fn::Join` of the pieces where that cannot say it.
    public static func text(_ pieces: [Template.Substitution.Piece]) -> Self {
        if let substitution = Template.Substitution(pieces) { return .sub(substitution) }
        let parts = pieces.map { piece -> Self in
            switch piece {
            case .text(let text): .string(text)
            case .value(let value): value
            }
        }
        return .call(.join, [.string(""), .list(parts)])
    }

    /// What stands between the braces for a value that needs no variable: `Database.Endpoint.Address`.
    fileprivate var substitutionName: String? {
        switch self {
        case .ref(let name): name.isVariableName ? nil : name
        case .getAtt(let name, .string(let attribute)): name.isVariableName ? nil : "\(name).\(attribute)"
        default: nil
        }
    }
}

extension String {
    /// A variable would hide a resource or parameter of the same name.
    fileprivate var isVariableName: Bool { hasPrefix("Value") && dropFirst(5).allSatisfy(\.isNumber) }

    /// Whether each `${` of the text is closed in it, around a literal of which the reference leaves no doubt.
    fileprivate var escapesCleanly: Bool {
        guard hasText("${") else { return true }
        var text = self
        return text.withUTF8 { text in
            var position = 0
            while position + 1 < text.count {
                guard text[position] == UInt8(ascii: "$"), text[position + 1] == UInt8(ascii: "{") else {
                    position += 1
                    continue
                }
                let start = position + 2
                guard let end = text[start...].firstIndex(of: UInt8(ascii: "}")), end > start,
                    text[start] != UInt8(ascii: "!"),
                    !text[start..<end].contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "\n") })
                else { return false }
                position = end
            }
            return true
        }
    }

    /// `${` that is meant as such, as in a shell script, is written `${!`.
    fileprivate var escaped: String {
        guard hasByte(UInt8(ascii: "$")) else { return self }
        // By scalars: CloudFormation sees the brace of `${` under an accent too.
        var escaped = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            escaped.append(scalar)
            if previous == "$", scalar == "{" { escaped.append("!") }
            previous = scalar
        }
        return String(escaped)
    }
}

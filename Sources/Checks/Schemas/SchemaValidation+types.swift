import JSON
import Template

extension SchemaValidation {
    /// The JSON types that a schema allows; empty where it says nothing of them.
    private func types(of schema: JSONValue) -> [String] {
        guard let type = schema["type"] else { return [] }
        return type.string.map { [$0] } ?? type.elements?.compactMap(\.string) ?? []
    }

    /// Whether a list or an object may stand here.
    mutating func accepts(
        _ kind: String, _ schema: JSONValue, _ value: Template.Expression
    ) -> Bool {
        let types = types(of: schema)
        if types.isEmpty || types.contains(kind) { return true }
        reportType(types, value)
        return false
    }

    /// Whether a scalar may stand here. CloudFormation takes "80" for 80, "true" for true, and any scalar for its text.
    mutating func acceptsScalar(
        _ text: String, _ schema: JSONValue, _ value: Template.Expression
    ) -> Bool {
        let types = types(of: schema)
        let isAccepted =
            types.isEmpty
            || types.contains { type in
                switch type {
                case "string": true
                case "boolean": ["true", "false"].contains(text.lowercased())
                case "integer": text.asNumber.map { $0.rounded() == $0 } ?? false
                case "number": text.asNumber != nil
                default: false
                }
            }
        if !isAccepted, !path.isPackaged(text) { reportType(types, value) }
        return isAccepted
    }

    private mutating func reportType(_ types: [String], _ value: Template.Expression) {
        report(
            "wrong-value-type",
            "the value is \(words(value)); allowed: \(types.map(Self.words).joined(separator: " or "))",
            fix: "write \(types.map(Self.words).first ?? "another value")")
    }

    /// As in "the value is a list".
    private func words(_ value: Template.Expression) -> String {
        switch value {
        case .list: "a list"
        case .object: "an object"
        default: value.scalarText.map { type.isWriteOnly(path) ? "another" : shown($0) } ?? "null"
        }
    }

    private static func words(_ type: String) -> String {
        switch type {
        case "array": "a list"
        case "object": "an object"
        case "integer": "a whole number"
        case "boolean": "true or false"
        case "number": "a number"
        default: "a string"
        }
    }
}

extension String {
    /// As JSON writes numbers; nil for other texts.
    var asNumber: Double? { Template.Parameter.number(self) }
}

extension Template.Path {
    /// Whether the text is a path of a file that `aws cloudformation package` uploads, and puts its address in the place
    /// of ("package" in the AWS CLI's command reference).
    fileprivate func isPackaged(_ text: String) -> Bool {
        guard !text.contains("://"), case .key(let property)? = steps.last else { return false }
        return ["Code", "Content", "BodyS3Location", "DefinitionS3Location", "SourceBundle"].contains(property)
    }
}

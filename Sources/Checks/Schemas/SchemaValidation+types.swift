import Template

extension SchemaValidation {
    /// Whether a list or an object may stand here.
    mutating func accepts(_ type: ValueType, _ schema: Schema, _ value: Template.Expression) -> Bool {
        if schema.types.isEmpty || schema.types.contains(type) { return true }
        reportType(schema.types, value)
        return false
    }

    /// Whether a scalar may stand here. CloudFormation takes "80" for 80, "true" for true, and any scalar for its text.
    mutating func acceptsScalar(_ text: String, _ schema: Schema, _ value: Template.Expression) -> Bool {
        let types = schema.types
        if types.isEmpty { return true }
        var position = 0
        while position < types.count {
            if types[position].accepts(text) { return true }
            position += 1
        }
        if !path.isPackaged(text) { reportType(types, value) }
        return false
    }

    private mutating func reportType(_ types: [ValueType], _ value: Template.Expression) {
        report(
            "wrong-value-type",
            "the value is \(words(value)); allowed: \(types.map(\.words).joined(separator: " or "))",
            fix: "write \(types.first?.words ?? "another value")")
    }

    /// As in "the value is a list".
    private func words(_ value: Template.Expression) -> String {
        switch value {
        case .list: "a list"
        case .object: "an object"
        default: value.scalarText.map { type.isWriteOnly(path) ? "another" : shown($0) } ?? "null"
        }
    }
}

extension ValueType {
    /// Whether a scalar may stand for a value of the type.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .string: true
        case .boolean: text == "true" || text == "false" || ["true", "false"].contains(text.lowercased())
        case .integer: text.asNumber.map { $0.rounded() == $0 } ?? false
        case .number: text.asNumber != nil
        case .array, .object, .null: false
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

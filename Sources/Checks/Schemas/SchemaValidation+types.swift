import Template

extension SchemaValidation {
    /// Whether a list or an object may stand here.
    mutating func accepts(_ type: ValueTypes, _ schema: Schema, _ value: Template.Expression) -> Bool {
        if schema.types.isEmpty || schema.types.contains(type) { return true }
        reportType(schema, value)
        return false
    }

    /// Whether a scalar may stand here. CloudFormation takes "80" for 80, "true" for true, and any scalar for its text.
    mutating func acceptsScalar(_ text: String, _ schema: Schema, _ value: Template.Expression) -> Bool {
        if schema.types.isEmpty || schema.types.accepts(text) { return true }
        if !path.isPackaged(text) { reportType(schema, value) }
        return false
    }

    private mutating func reportType(_ schema: Schema, _ value: Template.Expression) {
        let types = schema.typeNames
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

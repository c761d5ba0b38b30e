import Template

extension Template.Parameter {
    /// As a template declares it.
    init(_ declaration: ParameterDeclaration) {
        let (length, range) = (declaration.allowedLength, declaration.allowedRange)
        self.init(
            type: declaration.type, description: declaration.description,
            defaultValue: declaration.defaultValue.map(Template.Expression.string),
            allowedValues: declaration.allowedValues.map(Template.Expression.string),
            allowedPattern: declaration.allowedPattern,
            minLength: length.flatMap { $0.lowerBound == .min ? nil : $0.lowerBound },
            maxLength: length.flatMap { $0.upperBound == .max ? nil : $0.upperBound },
            minValue: range.flatMap { $0.lowerBound == -.infinity ? nil : Template.Number($0.lowerBound) },
            maxValue: range.flatMap { $0.upperBound == .infinity ? nil : Template.Number($0.upperBound) },
            constraintDescription: declaration.constraintDescription, noEcho: declaration.noEcho)
    }
}

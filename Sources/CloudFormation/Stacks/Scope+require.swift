extension Scope {
    /// Declares what must hold of numbers: parameters of the root stack, multiples of them, and literals.
    ///
    ///     let minimum = root.parameter("MinimumInstances", .integer, default: 2)
    ///     let maximum = root.parameter("MaximumInstances", .integer, default: 4)
    ///     root.require(minimum < maximum, when: environment == "prod", "updates need room for one more")
    ///
    /// `deploy` checks it with the values of the environment before it asks AWS anything, and synthesis with the
    /// defaults. The template does not show it, because CloudFormation could not check it.
    ///
    /// - Parameters:
    ///   - condition: when it must hold; always when not given.
    ///   - message: what the user should know whose values are refused.
    public func require(
        _ comparison: ParameterComparison, when condition: ConditionExpression? = nil, _ message: String,
        fileID: String = #fileID, line: Int = #line
    ) {
        require(.comparison(comparison), condition, message, fileID, line)
    }

    /// Declares what must hold of parameters, as ``Stack/rule(_:when:_:fileID:line:)`` does, but without a rule in the
    /// template: for what a construct needs of what it is given.
    public func require(
        _ requirement: ConditionExpression, when condition: ConditionExpression? = nil, _ message: String,
        fileID: String = #fileID, line: Int = #line
    ) {
        require(.condition(requirement.conditionExpression), condition, message, fileID, line)
    }

    private func require(
        _ subject: RequirementRecord.Subject, _ condition: ConditionExpression?, _ message: String, _ fileID: String,
        _ line: Int
    ) {
        declarations.requirements.append(
            RequirementRecord(
                subject: subject, condition: condition?.conditionExpression, message: message, scope: path,
                location: SourceLocation(fileID: fileID, line: line)))
    }
}

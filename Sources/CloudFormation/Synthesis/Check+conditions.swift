extension Check {
    /// A condition means the same in every stack that uses it: each has a copy of its own, which would read what that
    /// stack knows of itself.
    static func borrowedConditions(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        let identities = ExpressionIdentity(app)
        for stack in app.stacks {
            for condition in stack.borrowedConditions where identities.isOfOneStack(condition.element) {
                diagnostics.append(
                    Diagnostic(
                        "condition-of-one-stack",
                        "the condition \(condition.element.logicalID) reads the stack's own name, identifier or topics, which "
                            + "differ in \(stack.path), where it is used too",
                        about: condition.element, fix: "decide by a parameter: its value is the same in every stack"))
            }
        }
    }
}

import Template

extension AppCheck {
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

    /// Every declared condition decides something: no template has one that nothing names.
    static func unusedConditions(_ app: ResolvedApp, _ templates: [Template], _ diagnostics: inout [Diagnostic]) {
        var used: Set<ObjectIdentifier> = []
        for (stack, template) in zip(app.stacks, templates) {
            for record in stack.collected.declarations.conditions + stack.borrowedConditions
            where template.conditions[record.element.logicalID] != nil {
                used.insert(ObjectIdentifier(record.element))
            }
        }
        for expression in app.stacks.flatMap(\.collected.declarations.requirements).flatMap(\.conditions) {
            expression.walk { mention, _ in
                if case .name(let element) = mention { used.insert(ObjectIdentifier(element)) }
            }
        }
        for condition in app.stacks.flatMap(\.collected.declarations.conditions)
        where !used.contains(ObjectIdentifier(condition.element)) {
            diagnostics.append(
                Diagnostic(
                    "unused-condition", "the condition \(condition.element.logicalID) is never used",
                    severity: .warning, about: condition.element, fix: "use it, or take it out"))
        }
    }
}

extension Check {
    /// Every declared condition decides something.
    static func conditions(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        let used = app.stacks.reduce(into: Set<ObjectIdentifier>()) { $0.formUnion($1.usedConditions) }
        for condition in app.stacks.flatMap(\.collected.declarations.conditions)
        where !used.contains(ObjectIdentifier(condition.element)) {
            diagnostics.append(
                Diagnostic(
                    "unused-condition", "the condition \(condition.element.logicalID) is never used", severity: .warning,
                    about: condition.element, fix: "use it, or take it out"))
        }
    }

    /// Parameters are used, can be given, and accept their own defaults.
    static func parameters(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            for parameter in stack.collected.declarations.parameters {
                let declaration = parameter.declaration
                if stack.collected.parent != nil {
                    diagnostics.append(
                        Diagnostic(
                            "parameter-in-nested-stack",
                            "\(declaration.name) is declared in a nested stack, to which nobody can give a value",
                            about: parameter.element,
                            fix: "declare it in the root stack and use its value here: it passes down by itself"))
                }
                if !stack.usedParameters.contains(parameter.element.index) {
                    diagnostics.append(
                        Diagnostic(
                            "unused-parameter", "the parameter \(declaration.name) is never used",
                            about: parameter.element, fix: "use it, or take it out"))
                }
                if let value = declaration.defaultValue {
                    for violation in declaration.violations(of: value) {
                        diagnostics.append(
                            Diagnostic(
                                "invalid-default", "the default \"\(value)\" of \(declaration.name) \(violation)",
                                about: parameter.element, fix: "change the default or the constraint"))
                    }
                }
                if declaration.noEcho, declaration.defaultValue.map({ !$0.isEmpty }) == true {
                    diagnostics.append(
                        Diagnostic(
                            "secret-in-template", "the secret \(declaration.name) has a default that everyone can read",
                            about: parameter.element, fix: "leave the default out, or make it empty"))
                }
            }
        }
    }
}

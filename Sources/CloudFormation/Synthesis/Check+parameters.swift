extension Check {
    /// Every declared condition decides something.
    static func conditions(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        var used = app.stacks.reduce(into: Set<ObjectIdentifier>()) { $0.formUnion($1.usedConditions) }
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
                    severity: .warning,
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
                constraints(of: parameter, &diagnostics)
                if let value = declaration.defaultValue {
                    let shown = declaration.noEcho ? "" : "\"\(value)\" "
                    for violation in declaration.violations(of: value) {
                        diagnostics.append(
                            Diagnostic(
                                "invalid-default", "the default \(shown)of \(declaration.name) \(violation)",
                                about: parameter.element, fix: "change the default or the constraint"))
                    }
                }
                if declaration.noEcho, declaration.defaultValue.map({ !$0.isEmpty }) == true {
                    diagnostics.append(
                        Diagnostic(
                            "secret-in-template", "the secret \(declaration.name) has a default that everyone can read",
                            about: parameter.element, fix: "leave the default out, or make it empty",
                            isConfidential: true))
                }
            }
        }
    }

    /// CloudFormation knows lengths and patterns of text, and ranges of numbers.
    private static func constraints(of parameter: ParameterRecord, _ diagnostics: inout [Diagnostic]) {
        let declaration = parameter.declaration
        func report(_ code: String, _ message: String, fix: String) {
            diagnostics.append(Diagnostic(code, message, about: parameter.element, fix: fix))
        }
        if parameter.hasComputedValues {
            report(
                "computed-constant", "\(declaration.name) has a default or an allowed value that is no literal",
                fix: "write the value out: parameters are known before anything is computed")
        }
        if declaration.allowedRange != nil, !declaration.isNumeric {
            report(
                "misplaced-constraint", "\(declaration.name) is of type \(declaration.type), which has no range",
                fix: "use allowedLength, allowedPattern or allowedValues")
        }
        if declaration.allowedLength != nil || declaration.allowedPattern != nil, declaration.isNumeric {
            report(
                "misplaced-constraint",
                "\(declaration.name) is of type \(declaration.type), which has neither length nor pattern",
                fix: "use allowedRange or allowedValues")
        }
        if let length = declaration.allowedLength, length.lowerBound < 0 {
            report(
                "misplaced-constraint", "\(declaration.name) may have \(length.lowerBound) characters",
                fix: "begin with 0 or more")
        }
        for (what, text) in [
            ("description", declaration.description), ("constraint description", declaration.constraintDescription),
        ] {
            guard let text, text.count > Limits.parameterDescriptionLength else { continue }
            report(
                "limit-exceeded",
                "the \(what) has \(text.count) characters; at most \(Limits.parameterDescriptionLength) are allowed",
                fix: "say it shorter")
        }
    }
}

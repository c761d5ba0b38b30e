import Template

extension Examination {
    /// Parameters are used, accept their own defaults, and have constraints that their types know.
    mutating func checkParameters() {
        let used = Set(
            references.compactMap { reference in
                if case .parameter(let name) = reference.target { name } else { nil }
            })
        for (name, parameter) in template.parameters {
            let path = Template.Path(.parameters, name)
            if !used.contains(name), !hasMacros, !isReadByType(parameter) {
                let isOfFile = template.origin(of: path)?.isOfFile == true
                // In Swift it can be left out at once; whoever gives a file its values may be somebody else.
                report(
                    "unused-parameter", "the parameter \(name) is never used", severity: isOfFile ? .warning : .error,
                    at: path, fix: "use it, or take it out")
            }
            checkConstraints(of: parameter, name, at: path)
            checkSatisfiability(of: parameter, name, at: path)
            checkDefault(of: parameter, name, at: path)
        }
    }

    /// Whether a rule asks for all parameters of a type.
    private func isReadByType(_ parameter: Template.Parameter) -> Bool {
        var isRead = false
        for (_, rule) in template.rules {
            rule.value.visit { value, _ in
                switch value {
                case .call(.refAll, let arguments), .call(.valueOfAll, let arguments):
                    isRead = isRead || arguments[0].string == parameter.type
                default: break
                }
            }
        }
        return isRead
    }

    private mutating func checkDefault(of parameter: Template.Parameter, _ name: String, at path: Template.Path) {
        guard let value = parameter.defaultValue else { return }
        let shown = parameter.noEcho ? "" : "\"\(value)\" "
        for violation in parameter.violations(of: value) {
            report(
                "invalid-default", "the default \(shown)of \(name) \(violation)", at: path,
                fix: parameter.isInSystemsManager
                    ? "write the name of the parameter that holds the value, or declare \(name) without AWS::SSM::Parameter::Value"
                    : "change the default or the constraint")
        }
        guard parameter.noEcho, !value.isEmpty else { return }
        report(
            "secret-in-template", "the secret \(name) has a default that everyone can read",
            // CloudFormation takes it. What Swift makes is ours to refuse.
            severity: isOfFile ? .high : .error, at: path,
            fix: "leave the default out, or make it empty", isConfidential: true)
    }

    /// CloudFormation knows lengths and patterns of text, and ranges of numbers.
    private mutating func checkConstraints(of parameter: Template.Parameter, _ name: String, at path: Template.Path) {
        let type = parameter.type
        if !parameter.isNumeric, parameter.minValue != nil || parameter.maxValue != nil {
            report(
                "misplaced-constraint", "\(name) is of type \(type), which has no range", at: path,
                fix: "use allowedLength, allowedPattern or allowedValues",
                fixOfFile: "use MinLength, MaxLength, AllowedPattern or AllowedValues")
        }
        if parameter.isNumeric,
            parameter.minLength != nil || parameter.maxLength != nil || parameter.allowedPattern != nil
        {
            report(
                "misplaced-constraint", "\(name) is of type \(type), which has neither length nor pattern", at: path,
                fix: "use allowedRange or allowedValues", fixOfFile: "use MinValue, MaxValue or AllowedValues")
        }
        if let least = parameter.minLength, least < 0 {
            report(
                "misplaced-constraint", "\(name) may have \(least) characters", at: path, fix: "begin with 0 or more")
        }
        checkLength(of: parameter.description, "description", at: path)
        checkLength(of: parameter.constraintDescription, "constraint description", at: path)
    }

    private mutating func checkLength(of text: String?, _ what: String, at path: Template.Path) {
        let most = Template.Limits.parameterDescriptionLength
        // Characters are counted where there are bytes enough for too many.
        guard let text, text.utf8.count > most, text.count > most else { return }
        report(
            "limit-exceeded", "the \(what) has \(text.count) characters; at most \(most) are allowed", at: path,
            fix: "say it shorter")
    }
}

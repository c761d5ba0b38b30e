/// Says what is wrong with a template in a file, or with what it is given.
struct TemplateFileReport {
    let file: String
    let path: ConstructPath
    /// The line of Swift that nests it, and that may give a secret as text: it is shown only where the file is known to
    /// have none.
    let location: SourceLocation
    /// Where another file nests it; nil for one that Swift nests.
    var parent: Diagnostic.Place?

    func diagnostic(of problem: TemplateFileProblem) -> Diagnostic {
        diagnostic(
            "template-file", "\(file) \(problem.message)",
            notes: problem.places.map { .init("here", at: $0) },
            fix: problem.fix)
    }

    /// What is missing, unknown, or not as the file's parameters want it.
    func problems(
        of arguments: some Collection<(key: String, value: TemplateArgument)>, for declared: [ParameterDeclaration]
    ) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        let takesSecrets = declared.contains(where: \.noEcho)
        let names = declared.map(\.name).sorted().joined(separator: ", ")
        for (name, argument) in arguments {
            if let parameter = declared.first(where: { $0.name == name }) {
                problems += self.problems(of: argument, for: parameter, isConfidential: takesSecrets)
            } else {
                problems.append(
                    diagnostic(
                        "unknown-template-parameter", "\(file) has no parameter \(name)",
                        fix: declared.isEmpty ? "leave it out: it has no parameters" : "choose one of \(names)",
                        isConfidential: takesSecrets))
            }
        }
        let given = Set(arguments.map(\.key))
        for parameter in declared where parameter.defaultValue == nil && !given.contains(parameter.name) {
            problems.append(
                diagnostic(
                    "missing-template-parameter", "\(file) wants a value for its parameter \(parameter.name)",
                    notes: [.init("declared here", at: parameter.place)],
                    fix: parent == nil
                        ? "give it: parameters: [\"\(parameter.name)\": ...]" : "give it in the stack's Parameters",
                    isConfidential: takesSecrets))
        }
        return problems
    }

    private func problems(
        of argument: TemplateArgument, for parameter: ParameterDeclaration, isConfidential: Bool
    ) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        // What a file gives another one, somebody has committed already.
        if parameter.noEcho, parent == nil, let value = argument.expression.parameterText, !value.isEmpty,
            !value.hasPrefix("{{resolve:")
        {
            problems.append(
                diagnostic(
                    "secret-in-template",
                    "the secret \(parameter.name) of \(file) is given as text that everyone can read",
                    notes: [.init("declared here", at: parameter.place)],
                    fix: "give a parameter with environmentVariable: or noEcho:, or a dynamic reference",
                    isConfidential: true))
        }
        var reasons: [String] = []
        if argument.isList, !parameter.isList {
            reasons.append("is a \(parameter.type), and a list is given")
        } else if let type = argument.parameterType, parameter.valueType.contains("::"), parameter.valueType != type {
            reasons.append("is a \(parameter.type), and a \(type) is given")
        } else if let value = argument.expression.parameterText {
            let shown = parameter.noEcho ? "a secret" : "\"\(value)\""
            reasons += parameter.violations(of: value).map { "\($0); given: \(shown)" }
        }
        return problems
            + reasons.map { reason in
                diagnostic(
                    "template-parameter", "the parameter \(parameter.name) of \(file) \(reason)",
                    notes: [.init("declared here", at: parameter.place)],
                    fix: "give what the file declares, or change it there", isConfidential: isConfidential)
            }
    }

    private func diagnostic(
        _ code: String, _ message: String, notes: [Diagnostic.Note] = [], fix: String,
        isConfidential: Bool = true
    ) -> Diagnostic {
        let nested = parent.map { [Diagnostic.Note("nested here", at: $0)] } ?? []
        return Diagnostic(
            code, message, at: location, path: path.description, notes: nested + notes, fix: fix,
            isConfidential: isConfidential)
    }
}

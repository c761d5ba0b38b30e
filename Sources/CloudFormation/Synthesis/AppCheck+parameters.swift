extension AppCheck {
    /// Parameters can be given, and have literals for defaults and allowed values.
    static func parameters(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            for parameter in stack.collected.declarations.parameters {
                let name = parameter.declaration.name
                if stack.parent != nil, parameter.isOfDeployment {
                    diagnostics.append(
                        Diagnostic(
                            "parameter-in-nested-stack",
                            "\(name) is declared in a nested stack, to which nobody can give a value",
                            about: parameter.element,
                            fix:
                                "declare it in the root stack and use its value here: it passes down by itself; or say what the stack around gives with given:"
                        ))
                }
                if stack.parent == nil, !parameter.isOfDeployment {
                    diagnostics.append(
                        Diagnostic(
                            "given-in-root-stack",
                            "\(name) is to be given by the stack around, and there is none around a root stack",
                            about: parameter.element, fix: "leave out given:, so that a deployment gives it"))
                }
                if parameter.hasComputedValues {
                    diagnostics.append(
                        Diagnostic(
                            "computed-constant", "\(name) has a default or an allowed value that is no literal",
                            about: parameter.element,
                            fix: "write the value out: parameters are known before anything is computed"))
                }
            }
        }
    }
}

extension Check {
    /// CloudFormation's quotas for a template.
    static func limits(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            let declarations = stack.collected.declarations
            let parameters = declarations.parameters.count + stack.importedParameters.count
            let outputs = declarations.outputs.count + stack.generatedOutputs.count
            let mappings = declarations.mappings.count + stack.borrowedMappings.count
            limit(stack, "resources", stack.resources.count, Limits.resources, &diagnostics)
            limit(stack, "parameters", parameters, Limits.parameters, &diagnostics)
            limit(stack, "outputs", outputs, Limits.outputs, &diagnostics)
            limit(stack, "mappings", mappings, Limits.mappings, &diagnostics)
            if let description = declarations.description, description.utf8.count > Limits.descriptionBytes {
                diagnostics.append(
                    Diagnostic(
                        "limit-exceeded",
                        "the description has \(description.utf8.count) bytes; at most \(Limits.descriptionBytes) are allowed",
                        at: stack.path.location, path: stack.path.description, fix: "say it shorter"))
            }
        }
    }

    /// A template's size is known only once it is rendered.
    static func templateSize(of stack: ResolvedStack, bytes: Int, _ diagnostics: inout [Diagnostic]) {
        limit(stack, "bytes", bytes, Limits.templateBytes, &diagnostics)
    }

    private static func limit(
        _ stack: ResolvedStack, _ what: String, _ count: Int, _ limit: Int, _ diagnostics: inout [Diagnostic]
    ) {
        guard count > limit else { return }
        diagnostics.append(
            Diagnostic(
                "limit-exceeded", "the template has \(count) \(what); CloudFormation accepts \(limit)",
                at: stack.path.location, path: stack.path.description,
                fix: "move a part of it into a nested stack: nestedStack(\"Name\")"))
    }
}

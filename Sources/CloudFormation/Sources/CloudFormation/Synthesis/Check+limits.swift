extension Check {
    /// CloudFormation's quotas.
    static func limits(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            let declarations = stack.collected.declarations
            let mappings = declarations.mappings + stack.borrowedMappings
            limit(stack, "resources", stack.resources.count, Limits.resources, &diagnostics)
            limit(
                stack, "parameters", declarations.parameters.count + stack.importedParameters.count, Limits.parameters,
                &diagnostics)
            limit(
                stack, "outputs", declarations.outputs.count + stack.generatedOutputs.count, Limits.outputs,
                &diagnostics)
            limit(stack, "mappings", mappings.count, Limits.mappings, &diagnostics)
            for mapping in mappings {
                for (key, values) in mapping.entries where values.count > Limits.mappingAttributes {
                    diagnostics.append(
                        Diagnostic(
                            "limit-exceeded",
                            "\(key) has \(values.count) values; a mapping can have \(Limits.mappingAttributes) a key",
                            about: mapping.element, fix: "split the mapping"))
                }
            }
            if let description = declarations.description, description.utf8.count > Limits.descriptionBytes {
                diagnostics.append(
                    Diagnostic(
                        "limit-exceeded",
                        "the description has \(description.utf8.count) bytes; at most \(Limits.descriptionBytes) are allowed",
                        at: stack.path.location, path: stack.path.components.joined(separator: "/"),
                        fix: "say it shorter"))
            }
            if stack.resources.isEmpty {
                diagnostics.append(
                    Diagnostic(
                        "no-resources", "the stack has no resources, and CloudFormation needs at least one",
                        at: stack.path.location, path: stack.path.components.joined(separator: "/"),
                        fix: "add a resource, or leave the stack out"))
            }
            for resource in stack.resources {
                tags(of: resource, &diagnostics)
            }
        }
    }

    /// A template's size is known only once it is rendered.
    static func templateSize(of stack: ResolvedStack, bytes: Int, _ diagnostics: inout [Diagnostic]) {
        limit(stack, "bytes", bytes, Limits.templateBytes, &diagnostics)
    }

    private static func tags(of resource: ResolvedResource, _ diagnostics: inout [Diagnostic]) {
        let property: String
        switch resource.record.tagging {
        case .none: return
        case .list(let name), .map(let name), .groupList(let name): property = name
        }
        let count: Int
        switch resource.properties.first(where: { $0.key == property })?.value {
        case .list(let elements)?: count = elements.count
        case .object(let entries)?: count = entries.count
        default: return
        }
        guard count > Limits.tagsPerResource else { return }
        diagnostics.append(
            Diagnostic(
                "limit-exceeded", "the resource has \(count) tags; at most \(Limits.tagsPerResource) are allowed",
                about: resource.record.element, fix: "tag less"))
    }

    private static func limit(
        _ stack: ResolvedStack, _ what: String, _ count: Int, _ limit: Int, _ diagnostics: inout [Diagnostic]
    ) {
        guard count > limit else { return }
        diagnostics.append(
            Diagnostic(
                "limit-exceeded", "the template has \(count) \(what); CloudFormation accepts \(limit)",
                at: stack.path.location, path: stack.path.components.joined(separator: "/"),
                fix: "move a part of it into a nested stack: nestedStack(\"Name\")"))
    }
}

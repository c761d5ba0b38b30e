extension Check {
    /// Stacks and rules have something in them.
    static func declarations(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        if app.stacks.isEmpty {
            diagnostics.append(
                Diagnostic(
                    "no-stacks", "the app has no stack", at: app.location, path: "app",
                    fix: "add one with stack(_:) before synthesis"))
        }
        for stack in app.stacks {
            if stack.resources.isEmpty {
                diagnostics.append(
                    Diagnostic(
                        "no-resources", "the stack has no resources, and CloudFormation needs at least one",
                        at: stack.path.location, path: stack.path.description,
                        fix: "add a resource, or leave the stack out"))
            }
            for rule in stack.collected.declarations.rules where rule.assertions.isEmpty {
                diagnostics.append(
                    Diagnostic(
                        "no-assertions", "the rule \(rule.name) asserts nothing", at: rule.location,
                        path: stack.path.description, fix: "add .require(condition, \"what the user should know\")"))
            }
        }
    }

    /// What happens to a resource that goes is possible for its type.
    static func policies(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            for resource in stack.resources {
                guard let attributes = resource.record.attributes else { continue }
                let typeName = resource.record.typeName
                if attributes.deletionPolicy == .snapshot || attributes.updateReplacePolicy == .snapshot,
                    !Limits.typesWithSnapshots.contains(typeName)
                {
                    diagnostics.append(
                        Diagnostic(
                            "illegal-policy", "CloudFormation can take no snapshot of a resource of type \(typeName)",
                            about: resource.record.element, fix: "use .retain to keep the resource itself"))
                }
                if attributes.updateReplacePolicy == .retainExceptOnCreate {
                    diagnostics.append(
                        Diagnostic(
                            "illegal-policy", "an update creates no stack: RetainExceptOnCreate is no UpdateReplacePolicy",
                            about: resource.record.element, fix: "use .retain"))
                }
            }
        }
    }
}

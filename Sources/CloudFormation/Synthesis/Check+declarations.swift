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
            checkHeader(of: stack, &diagnostics)
            checkTypes(in: stack, &diagnostics)
            for rule in stack.collected.declarations.rules where rule.assertions.isEmpty {
                diagnostics.append(
                    Diagnostic(
                        "no-assertions", "the rule \(rule.name) asserts nothing", at: rule.location,
                        path: stack.path.description, fix: "add .require(condition, \"what the user should know\")"))
            }
        }
    }

    /// What stands above the resources: metadata and transforms.
    private static func checkHeader(of stack: ResolvedStack, _ diagnostics: inout [Diagnostic]) {
        let declarations = stack.collected.declarations
        func report(_ code: String, _ message: String, fix: String) {
            diagnostics.append(
                Diagnostic(code, message, at: stack.path.location, path: stack.path.description, fix: fix))
        }
        if declarations.parameters.contains(where: { $0.group != nil || $0.label != nil }),
            declarations.metadata.contains(where: { $0.key == ParameterInterface.key })
        {
            report(
                "duplicate-key",
                "the metadata \(ParameterInterface.key) is given, and made of the parameters' groups and labels too",
                fix: "leave one of them out")
        }
        if declarations.metadata.contains(where: \.key.isEmpty) {
            report("illegal-name", "metadata has an empty key", fix: "give it a name")
        }
        if declarations.transforms.contains("") {
            report("illegal-name", "a transform has an empty name", fix: "name the macro")
        }
        for repeated in declarations.transforms.repeated {
            report("duplicate-key", "the transform \(repeated) is given twice", fix: "leave one of them out")
        }
    }

    /// Types are `Vendor::Service::Type` or `Custom::Name`, and properties have names.
    private static func checkTypes(in stack: ResolvedStack, _ diagnostics: inout [Diagnostic]) {
        for resource in stack.resources {
            let type = resource.record.typeName
            if !isTypeName(type) {
                diagnostics.append(
                    Diagnostic(
                        "illegal-type", "\"\(type)\" is no resource type", about: resource.record.element,
                        fix: "write all of it, as in AWS::EC2::VPC or Custom::Name"))
            }
            if resource.properties.contains(where: \.key.isEmpty) {
                diagnostics.append(
                    Diagnostic(
                        "illegal-name", "a property has an empty name", about: resource.record.element,
                        fix: "name it as CloudFormation does"))
            }
        }
    }

    /// Whether the text has parts with two colons between each of them. Counted in bytes, since every resource is
    /// asked.
    private static func isTypeName(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        // With every second part empty: "AWS::EC2::VPC" has five.
        return parts.count >= 3 && parts.count % 2 == 1
            && parts.indices.allSatisfy { parts[$0].isEmpty == ($0 % 2 == 1) }
    }

    /// What happens to a resource that goes is possible for its type.
    static func policies(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            for resource in stack.resources {
                guard let attributes = resource.record.attributes else { continue }
                let typeName = resource.record.typeName
                if attributes.deletionPolicy == .snapshot || attributes.updateReplacePolicy == .snapshot,
                    !resource.record.hasSnapshots
                {
                    diagnostics.append(
                        Diagnostic(
                            "illegal-policy", "CloudFormation can take no snapshot of a resource of type \(typeName)",
                            about: resource.record.element, fix: "use .retain to keep the resource itself"))
                }
                if attributes.updateReplacePolicy == .retainExceptOnCreate {
                    diagnostics.append(
                        Diagnostic(
                            "illegal-policy",
                            "an update creates no stack: RetainExceptOnCreate is no UpdateReplacePolicy",
                            about: resource.record.element, fix: "use .retain"))
                }
            }
        }
    }
}

extension Check {
    /// No literal is written as if CloudFormation substituted something in it: it does so in `Fn::Sub` only, which
    /// Swift's interpolation becomes.
    static func literals(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        // Macros may substitute what they like.
        for stack in app.stacks where stack.collected.declarations.transforms.isEmpty {
            let declarations = stack.collected.declarations
            for record in declarations.resources { check(record, in: stack, &diagnostics) }
            for output in declarations.outputs {
                check(
                    [output.value] + (output.exportName.map { [$0] } ?? []), of: output.element, in: stack, &diagnostics
                )
            }
            for condition in declarations.conditions {
                check([condition.expression], of: condition.element, in: stack, &diagnostics)
            }
            for mapping in declarations.mappings {
                check(mapping.entries.flatMap { $0.1.map(\.value) }, of: mapping.element, in: stack, &diagnostics)
            }
            for parameter in declarations.parameters { check(parameter, in: stack, &diagnostics) }
            for tag in declarations.tags {
                var search = LiteralSubstitutions(in: stack)
                search.search(tag.value)
                report(search.found, at: tag.location, path: tag.scope.description, &diagnostics)
            }
        }
    }

    /// A default and the values allowed are literals whatever is written in them.
    private static func check(_ parameter: ParameterRecord, in stack: ResolvedStack, _ diagnostics: inout [Diagnostic])
    {
        var search = LiteralSubstitutions(in: stack)
        for text in [parameter.declaration.defaultValue].compactMap(\.self) + parameter.declaration.allowedValues {
            search.search(.string(text))
        }
        report(
            search.found, at: parameter.element.userLocation, path: parameter.element.path,
            fix: "leave it out, and write it into the text that uses the parameter: \"\\(AWS.region)-\\(parameter)\"",
            &diagnostics)
    }

    /// Of a resource, what was given for it: the tags of its scopes are looked at where they are declared.
    private static func check(_ record: ResourceRecord, in stack: ResolvedStack, _ diagnostics: inout [Diagnostic]) {
        let attributes = record.attributes
        let expressions =
            record.properties.entries.map(\.value) + (attributes?.overrides ?? []).compactMap(\.value)
            + [
                attributes?.metadata?.expression, attributes?.creationPolicy?.expression,
                attributes?.updatePolicy?.expression,
            ]
            .compactMap(\.self)
        check(expressions, of: record.element, in: stack, &diagnostics)
    }

    private static func check(
        _ expressions: [Expression], of element: Element, in stack: ResolvedStack, _ diagnostics: inout [Diagnostic]
    ) {
        var search = LiteralSubstitutions(in: stack)
        for expression in expressions { search.search(expression) }
        guard !search.found.isEmpty else { return }
        // Rare enough to look twice.
        var names: Set<String> = []
        for expression in expressions { expression.collectNames(into: &names) }
        search = LiteralSubstitutions(in: stack, ownNames: names)
        for expression in expressions { search.search(expression) }
        report(search.found, at: element.userLocation, path: element.path, &diagnostics)
    }

    private static func report(
        _ found: [String], at location: SourceLocation, path: String, fix: String? = nil,
        _ diagnostics: inout [Diagnostic]
    ) {
        for name in found {
            diagnostics.append(
                Diagnostic(
                    "literal-substitution",
                    "${\(name)} stands in a string as it is: CloudFormation substitutes nothing there",
                    severity: .warning, at: location, path: path,
                    fix: fix ?? PseudoParameter(rawValue: name).map(\.fix)
                        ?? "write \\(value) in its place, with the value that add(_:_:) or parameter(_:) returned"))
        }
    }
}

extension PseudoParameter {
    /// How Swift writes it.
    fileprivate var fix: String {
        switch self {
        case .noValue: "use .noValue"
        case .notificationARNs: "use AWS.notificationARNs, which is a list"
        case .accountID, .partition, .region, .stackID, .stackName, .urlSuffix: "write \\(AWS.\(self)) in its place"
        }
    }
}

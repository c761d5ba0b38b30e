extension Check {
    /// Names are legal and mean one thing each.
    static func names(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            let declarations = stack.collected.declarations
            var logical = NameTable(what: "logical ID", path: stack.path)
            for resource in stack.resources {
                logical.add(resource.logicalID, resource.record.element, &diagnostics)
            }
            for parameter in declarations.parameters {
                logical.add(parameter.element.logicalID, parameter.element, &diagnostics)
            }
            for imported in stack.importedParameters {
                logical.add(
                    imported.name, "\(imported.use.target), which \(imported.use.user) uses", imported.use.location,
                    &diagnostics)
            }
            var conditions = NameTable(what: "condition", path: stack.path)
            for condition in declarations.conditions + stack.borrowedConditions {
                conditions.add(condition.element.logicalID, condition.element, &diagnostics)
            }
            var mappings = NameTable(what: "mapping", path: stack.path)
            for mapping in declarations.mappings + stack.borrowedMappings {
                mappings.add(mapping.element.logicalID, mapping.element, &diagnostics)
            }
            var outputs = NameTable(what: "output", path: stack.path)
            for output in declarations.outputs {
                outputs.add(output.name, output.element, &diagnostics)
            }
            for output in stack.generatedOutputs {
                outputs.add(
                    output.name, "the value \(output.name), which another stack uses", declarations.path.location,
                    &diagnostics)
            }
            var rules = NameTable(what: "rule", path: stack.path)
            for rule in declarations.rules {
                rules.add(rule.name, "rule \(rule.name)", rule.location, &diagnostics)
            }
        }
        files(app, &diagnostics)
    }

    /// No two stacks share a template file.
    private static func files(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        var owners: [String: ResolvedStack] = [:]
        for stack in app.stacks {
            guard let owner = owners.updateValue(stack, forKey: stack.collected.fileName) else { continue }
            diagnostics.append(
                Diagnostic(
                    "template-file-collision", "two stacks would both be written to \(stack.collected.fileName)",
                    at: stack.path.location, path: stack.path.components.joined(separator: "/"),
                    notes: [.init("the other one", at: owner.path.location)], fix: "give one of them another name"))
        }
    }
}

/// The names of one kind in one template, with who took each.
private struct NameTable {
    let what: String
    let path: ConstructPath
    private var owners: [String: (description: String, location: SourceLocation)] = [:]

    init(what: String, path: ConstructPath) {
        self.what = what
        self.path = path
    }

    mutating func add(_ name: String, _ element: Element, _ diagnostics: inout [Diagnostic]) {
        add(name, element.path, element.userLocation, element.location, &diagnostics)
    }

    mutating func add(
        _ name: String, _ description: String, _ location: SourceLocation, _ diagnostics: inout [Diagnostic]
    ) {
        add(name, description, location, location, &diagnostics)
    }

    private mutating func add(
        _ name: String, _ description: String, _ location: SourceLocation, _ inner: SourceLocation,
        _ diagnostics: inout [Diagnostic]
    ) {
        if let problem = Self.problem(with: name) {
            diagnostics.append(
                Diagnostic(
                    "illegal-name", "the \(what) \"\(name)\" \(problem)", at: location,
                    path: description, fix: "use letters A-Z, a-z and digits, \(Limits.nameLength) at most"))
        }
        guard let owner = owners.updateValue((description, inner), forKey: name) else { return }
        diagnostics.append(
            Diagnostic(
                what == "logical ID" ? "logical-id-collision" : "name-collision",
                "\(description) and \(owner.description) both have the \(what) \(name)", at: location,
                path: path.components.joined(separator: "/"),
                notes: [.init("first here", at: owner.location), .init("again here", at: inner)],
                fix: "rename one of them, or put it into a scope of its own: stack.scope(\"Name\")"))
    }

    private static func problem(with name: String) -> String? {
        if name.isEmpty { return "is empty" }
        if name.utf8.count > Limits.nameLength {
            return "has \(name.utf8.count) characters; at most \(Limits.nameLength) are allowed"
        }
        let illegal = name.unicodeScalars.first { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": false
            default: true
            }
        }
        return illegal.map { "contains \"\($0)\"; only letters and digits are allowed" }
    }
}

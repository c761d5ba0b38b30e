extension Check {
    /// Names are legal and mean one thing each.
    static func names(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            let declarations = stack.collected.declarations
            var logical = NameTable(what: "logical ID", path: stack.path)
            for resource in stack.resources {
                logical.add(resource.logicalID, .element(resource.record.element), &diagnostics)
            }
            for parameter in declarations.parameters {
                logical.add(parameter.element.logicalID, .element(parameter.element), &diagnostics)
            }
            for imported in stack.importedParameters {
                logical.add(imported.name, .use(imported.use), &diagnostics)
            }
            var conditions = NameTable(what: "condition", path: stack.path)
            for condition in declarations.conditions + stack.borrowedConditions {
                conditions.add(condition.element.logicalID, .element(condition.element), &diagnostics)
            }
            var mappings = NameTable(what: "mapping", path: stack.path)
            for mapping in declarations.mappings + stack.borrowedMappings {
                mappings.add(mapping.element.logicalID, .element(mapping.element), &diagnostics)
            }
            var outputs = NameTable(what: "output", path: stack.path)
            for output in declarations.outputs {
                outputs.add(output.name, .element(output.element), &diagnostics)
            }
            for output in stack.generatedOutputs {
                let owner = NameTable.Owner.other(
                    "the value \(output.name), which another stack uses", declarations.path.location)
                outputs.add(output.name, owner, &diagnostics)
            }
            var rules = NameTable(what: "rule", path: stack.path)
            for rule in declarations.rules {
                rules.add(rule.name, .other("rule \(rule.name)", rule.location), &diagnostics)
            }
            if stack.parent == nil, !isLegalStackName(stack.path.id) {
                diagnostics.append(
                    Diagnostic(
                        "illegal-name", "the stack \"\(stack.path.id)\" has an illegal name", at: stack.path.location,
                        path: stack.path.description,
                        fix: "begin with a letter, and use letters A-Z, a-z, digits and hyphens, 128 at most"))
            }
        }
        files(app, &diagnostics)
    }

    /// "CreateStack" in the CloudFormation API reference. The name is a file's name too.
    private static func isLegalStackName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 128 else { return false }
        return first.isASCIILetter
            && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    }

    /// No two stacks share a template file, on file systems that ignore case too.
    private static func files(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        var owners: [String: ConstructPath] = [:]
        let files = app.stacks.flatMap(\.collected.declarations.templateFiles).flatMap(\.withNested)
        for path in app.stacks.map(\.path) + files.map(\.path) {
            guard let owner = owners.updateValue(path, forKey: path.templateFileName.lowercased()) else { continue }
            diagnostics.append(
                Diagnostic(
                    "template-file-collision", "two stacks would both be written to \(path.templateFileName)",
                    at: path.location, path: path.description,
                    notes: [.init("the other one", at: owner.location)], fix: "give one of them another name"))
        }
    }
}

/// The names of one kind in one template, with who took each.
private struct NameTable {
    /// Who has a name. Described only when there is a problem.
    enum Owner {
        case element(Element)
        /// A value that another stack passes.
        indirect case use(Use)
        case other(String, SourceLocation)

        var description: String {
            switch self {
            case .element(let element): element.path
            case .use(let use): "\(use.targetDescription), which \(use.user.path) uses,"
            case .other(let description, _): description
            }
        }

        /// The user's line.
        var location: SourceLocation {
            switch self {
            case .element(let element): element.userLocation
            case .use(let use): use.user.location
            case .other(_, let location): location
            }
        }

        /// The line that gives the name, which may be in a construct.
        var ownLocation: SourceLocation {
            if case .element(let element) = self { element.location } else { location }
        }
    }

    let what: String
    let path: ConstructPath
    private var owners: [String: Owner] = [:]

    init(what: String, path: ConstructPath) {
        self.what = what
        self.path = path
    }

    mutating func add(_ name: String, _ owner: Owner, _ diagnostics: inout [Diagnostic]) {
        if let problem = Self.problem(with: name) {
            diagnostics.append(
                Diagnostic(
                    "illegal-name", "the \(what) \"\(name)\" \(problem)", at: owner.location,
                    path: owner.description, fix: "use letters A-Z, a-z and digits, \(Limits.nameLength) at most"))
        }
        guard let other = owners.updateValue(owner, forKey: name) else { return }
        diagnostics.append(
            Diagnostic(
                what == "logical ID" ? "logical-id-collision" : "name-collision",
                "\(owner.description) and \(other.description) both have the \(what) \(name)", at: owner.location,
                path: path.description,
                notes: [.init("first here", at: other.ownLocation), .init("again here", at: owner.ownLocation)],
                fix: "rename one of them, or put it into a scope of its own: stack.scope(\"Name\")"))
    }

    private static func problem(with name: String) -> String? {
        if name.isEmpty { return "is empty" }
        if name.utf8.count > Limits.nameLength {
            return "has \(name.utf8.count) characters; at most \(Limits.nameLength) are allowed"
        }
        if name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }) { return nil }
        let illegal = name.first { !$0.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit } }
        return illegal.map { "contains \"\($0)\"; only letters and digits are allowed" }
    }
}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}

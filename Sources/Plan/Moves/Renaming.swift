import Template

/// Other names for resources, in all that names them.
struct Renaming {
    private var resources: [String: String] = [:]
    /// What names in stacks begin with that have another name, the longest first.
    private var prefixes: [(old: String, new: String)] = []

    init() {}

    init(_ moves: [(old: ResourcePath, new: ResourcePath, isStack: Bool)]) {
        resources = Dictionary(moves.map { ("\($0.old)", "\($0.new)") }, uniquingKeysWith: { first, _ in first })
        prefixes = moves.filter(\.isStack).map { ("\($0.old)/", "\($0.new)/") }.sorted {
            ($0.old.utf8.count, $0.old) > ($1.old.utf8.count, $1.old)
        }
    }

    var isEmpty: Bool { resources.isEmpty }

    /// The name that counts in all stacks of what had another one.
    func name(of old: String) -> String {
        if let name = resources[old] { return name }
        guard let prefix = prefixes.first(where: { old.hasPrefix($0.old) }) else { return old }
        return prefix.new + old.dropFirst(prefix.old.count)
    }

    func path(of old: ResourcePath) -> ResourcePath { ResourcePath(name(of: "\(old)")) ?? old }

    /// A stack's path.
    func stack(_ path: [String]) -> [String] { path.isEmpty ? path : name(of: path.joined(separator: "/")).parts }
}

extension String {
    fileprivate var parts: [String] { split(separator: "/").map(String.init) }
}

extension PlannedResource {
    /// The same under the new names.
    func renamed(by renaming: Renaming) -> PlannedResource {
        let path = renaming.path(of: path)
        let attributes = attributes.entries.map { entry -> Template.Object.Entry in
            guard entry.key == "DependsOn", let names = entry.value.list else {
                return .init(entry.key, entry.value.renamed(renaming.name))
            }
            // Names of the stack alone.
            return .init(entry.key, .list(names.map { self.dependency($0, of: path, by: renaming) }))
        }
        return PlannedResource(
            path: path, type: type, exists: exists, condition: condition,
            properties: properties.renamed(renaming.name), attributes: Template.Object(attributes),
            template: template)
    }

    private func dependency(
        _ name: Template.Expression, of path: ResourcePath, by renaming: Renaming
    ) -> Template.Expression {
        guard let text = name.string else { return name }
        let target = renaming.path(of: ResourcePath(stack: self.path.stack, logicalID: text))
        return target.stack == path.stack ? .string(target.logicalID) : name
    }
}

extension Template.Object {
    /// With other names of resources.
    func renamed(_ name: (String) -> String) -> Template.Object {
        Template.Object(entries.map { Template.Object.Entry($0.key, $0.value.renamed(name)) })
    }
}

extension Template.Expression {
    /// With other names of resources.
    func renamed(_ name: (String) -> String) -> Template.Expression {
        switch self {
        case .ref(let old): return .ref(name(old))
        case .getAtt(let old, let attribute): return .getAtt(name(old), attribute.renamed(name))
        case .list(let elements): return .list(elements.map { $0.renamed(name) })
        case .object(let object): return .object(object.renamed(name))
        case .sub(let substitution): return substitution.joined { $0.renamed(name) }
        case .call(let function, let arguments): return .call(function, arguments.map { $0.renamed(name) })
        case .null, .boolean, .number, .string, .malformed: return self
        }
    }
}

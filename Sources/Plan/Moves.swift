import Template

/// Finds resources that only have another name: the same type, the same properties.
struct Moves {
    private var removed: [PlannedResource]
    private var added: [PlannedResource]
    /// New names by old ones.
    private var names: [String: String] = [:]

    init(from removed: [PlannedResource], to added: [PlannedResource]) {
        self.removed = removed
        self.added = added
    }

    /// What a resource is, whatever it is called.
    private struct Identity: Hashable {
        let type: String
        let properties: Template.Object
    }

    /// Pairs of the old path and the new one.
    mutating func find() -> [(ResourcePath, ResourcePath)] {
        var pairs: [(ResourcePath, ResourcePath)] = []
        // Names of what was found make others equal that refer to it.
        while true {
            let new = round()
            if new.isEmpty { return pairs }
            pairs += new
            for (old, new) in new { names[old.description] = new.description }
            let (gone, come) = (Set(new.map(\.0)), Set(new.map(\.1)))
            removed.removeAll { gone.contains($0.path) }
            added.removeAll { come.contains($0.path) }
        }
    }

    private func round() -> [(ResourcePath, ResourcePath)] {
        let candidates = Dictionary(grouping: added) { Identity(type: $0.type, properties: $0.properties) }
        let leaving = Dictionary(grouping: removed) {
            Identity(type: $0.type, properties: Template.Expression.object($0.properties).renamed(names).object ?? [:])
        }
        return removed.compactMap { old in
            let identity = Identity(
                type: old.type, properties: Template.Expression.object(old.properties).renamed(names).object ?? [:])
            guard let others = candidates[identity] else { return nil }
            // Of several that are all the same, the one of the same name.
            if let same = others.first(where: { $0.path.logicalID == old.path.logicalID }) {
                return (old.path, same.path)
            }
            guard others.count == 1, leaving[identity]?.count == 1 else { return nil }
            return (old.path, others[0].path)
        }
    }
}

extension Template.Expression {
    /// With other names of resources.
    fileprivate func renamed(_ names: [String: String]) -> Template.Expression {
        if names.isEmpty { return self }
        switch self {
        case .ref(let name): return .ref(names[name] ?? name)
        case .getAtt(let name, let attribute): return .getAtt(names[name] ?? name, attribute.renamed(names))
        case .list(let elements): return .list(elements.map { $0.renamed(names) })
        case .object(let object):
            return .object(
                Template.Object(object.entries.map { Template.Object.Entry($0.key, $0.value.renamed(names)) }))
        case .sub(let substitution):
            return .joined(
                substitution.segments.map { segment in
                    switch segment {
                    case .text(let text): .string(text)
                    case .literal(let text): .string("${" + text + "}")
                    case .name(let name): substitution.value(of: name).renamed(names)
                    }
                })
        case .call(let function, let arguments): return .call(function, arguments.map { $0.renamed(names) })
        case .null, .boolean, .number, .string, .malformed: return self
        }
    }
}

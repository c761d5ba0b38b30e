import Template

/// Finds resources that only have another name: the same type, the same properties.
struct RecognizedMoves {
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
            Identity(type: $0.type, properties: renamed($0.properties))
        }
        return removed.compactMap { old in
            let identity = Identity(type: old.type, properties: renamed(old.properties))
            guard let others = candidates[identity] else { return nil }
            // Of several that are all the same, the one of the same name.
            if let same = others.first(where: { $0.path.logicalID == old.path.logicalID }) {
                return (old.path, same.path)
            }
            guard others.count == 1, leaving[identity]?.count == 1 else { return nil }
            return (old.path, others[0].path)
        }
    }

    private func renamed(_ properties: Template.Object) -> Template.Object {
        names.isEmpty ? properties : properties.renamed { names[$0] ?? $0 }
    }
}

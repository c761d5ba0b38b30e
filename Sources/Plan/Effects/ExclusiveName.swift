import Template

/// A name that only one resource of a type can have, as a template gives it.
struct ExclusiveName: Hashable {
    let type: String
    let text: String
    /// What it is in, where each of those can have one of the name.
    let within: [Template.Expression?]

    /// Nil where AWS or something that changes makes it.
    ///
    /// - Parameter changed: properties that are others than those of the one that has the name: no part of it may be one.
    init?(of resource: PlannedResource, unlessIn changed: [PropertyChange] = [], _ facts: ReplacementFacts) {
        func isKept(_ property: String) -> Bool { !changed.contains { $0.path.begins(with: property) } }
        type = resource.type
        if let taken = facts.changes(of: type).name {
            let around = taken.within ?? []
            guard let value = resource.properties[taken.property], value.isName, isKept(taken.property),
                around.allSatisfy(isKept)
            else { return nil }
            text = value.planned
            within = around.map { resource.properties[$0] }
            return
        }
        guard let identifier = facts[type]?.identifier, !identifier.isEmpty else { return nil }
        var names: [String] = []
        for part in identifier {
            guard let value = resource.value(at: part), value.isName,
                !changed.contains(where: { $0.path.ofFacts == part })
            else { return nil }
            names.append(value.planned)
        }
        text = names.joined(separator: "/")
        within = []
    }
}

extension Template.Expression {
    /// Whether it is text that nothing in the stack makes another one.
    fileprivate var isName: Bool {
        switch self {
        case .string: true
        case .sub(let substitution):
            substitution.segments.allSatisfy { segment in
                guard case .name(let name) = segment else { return true }
                return substitution.variables[name] == nil && name.contains("AWS::")
            }
        default: false
        }
    }
}

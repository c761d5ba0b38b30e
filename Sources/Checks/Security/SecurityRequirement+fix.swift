import Template

extension SecurityRequirement {
    /// What to write instead.
    ///
    /// - Parameter steps: to what fails.
    func fix(at steps: [Template.Path.Step]) -> String {
        switch self {
        case .isSet(let keys): "set \(keys.dotted)"
        case .isOne(let allowed, let keys, _): "set \(keys.dotted) to \(allowed.joined(separator: " or "))"
        case .isAtLeast(let least, let keys, _): "set \(keys.dotted) to \(least.words) or more"
        case .isText(let words, let keys, _): "set \(keys.dotted) to \(words)"
        case .not(.isSet(let keys)): "leave \(keys.dotted) out"
        case .not(.isOne(let refused, let keys, _)):
            "set \(keys.dotted) to something else than \(refused.joined(separator: " or "))"
        case .every(let keys, let part): "in each of \(keys.dotted), \(part.fix(at: steps))"
        case .some(let keys, .all(let parts)):
            "add to \(keys.dotted) one in which you \(parts.map { $0.fix(at: steps) }.joined(separator: " and "))"
        case .some(let keys, let part): "add to \(keys.dotted) one in which you \(part.fix(at: steps))"
        case .all(let parts), .any(let parts):
            parts.first { $0.isAbout(steps) }?.fix(at: steps) ?? parts.last?.fix(at: steps) ?? "change it"
        case .explained(let fix, _): fix
        case .not, .together: "change it, or accept it with a reason"
        }
    }

    private func isAbout(_ steps: [Template.Path.Step]) -> Bool {
        let path = steps.map(\.description).joined(separator: "/")
        return switch self {
        case .isSet(let keys), .isOne(_, let keys, _), .isAtLeast(_, let keys, _), .isText(_, let keys, _): keys == path
        case .every(let keys, _), .some(let keys, _): path.hasPrefix(keys)
        case .not(let part), .explained(_, let part): part.isAbout(steps)
        case .all(let parts), .any(let parts): parts.contains { $0.isAbout(steps) }
        case .together: false
        }
    }
}

extension String {
    /// Keys as properties are written: `Endpoint.Port`.
    fileprivate var dotted: String { isEmpty ? "it" : replacing("/", with: ".") }
}

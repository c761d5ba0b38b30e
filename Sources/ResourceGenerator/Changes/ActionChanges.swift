/// What differs between the actions of two releases, a line a service.
struct ActionChanges: Sendable {
    let lines: [String]

    init(from old: ActionReference, to new: ActionReference) {
        let prefixes = Set(old.services.keys).union(new.services.keys).sorted()
        lines = prefixes.compactMap { prefix in
            Self.line(prefix, old.services[prefix], new.services[prefix])
        }
    }

    private static func line(
        _ prefix: String, _ old: ActionReference.Service?, _ new: ActionReference.Service?
    ) -> String? {
        let before = old?.appliesTo ?? [:]
        let after = new?.appliesTo ?? [:]
        let came = after.keys.filter { before[$0] == nil }
        let went = before.keys.filter { after[$0] == nil }
        let changed = after.keys.filter { name in before[name].map { $0 != after[name] } ?? false }
        let parts = [("came", came), ("went", went), ("apply to other resources now", changed)].compactMap {
            what, names in
            names.isEmpty ? nil : names.sorted().map { "`\($0)`" }.joined(separator: ", ") + " \(what)"
        }
        return parts.isEmpty ? nil : "`\(prefix)`: \(parts.joined(separator: "; "))."
    }
}

extension ActionReference.Service {
    /// The formats of ARNs that each action applies to.
    fileprivate var appliesTo: [String: Set<String>] {
        actions.mapValues { Set($0.flatMap { kinds.indices.contains($0) ? kinds[$0] : [] }) }
    }
}

/// What came, went and changed of the rules of a type, a sentence each. A rule is known by its reason.
struct RuleChanges {
    private let old: [String: [JSONTree]]
    private let new: [String: [JSONTree]]

    init(from old: JSONTree?, to new: JSONTree?) {
        self.old = Self.rules(old)
        self.new = Self.rules(new)
    }

    var lines: [String] {
        Set(old.keys).union(new.keys).sorted().compactMap { reason in
            let (before, after) = (old[reason], new[reason])
            guard before != after else { return nil }
            return "\(before == nil ? "New rule" : after == nil ? "Rule gone" : "Rule changed"): \(reason)."
        }
    }

    private static func rules(_ schema: JSONTree?) -> [String: [JSONTree]] {
        var found: [String: [JSONTree]] = [:]
        func collect(_ tree: JSONTree) {
            switch tree {
            case .object(let members):
                if let reason = members["finding"]?["because"]?.string {
                    return found[reason, default: []].append(tree)
                }
                if members["lifecycle"] != nil { found["values come and go on certain days", default: []].append(tree) }
                for key in members.keys.sorted() { if let member = members[key] { collect(member) } }
            case .list(let elements): elements.forEach(collect)
            default: break
            }
        }
        if let schema { collect(schema) }
        return found
    }
}

/// Rules on their way into one schema of a type: each hangs where in the properties it holds.
struct RuleTree {
    private var rules: [JSONTree] = []
    private var properties: [String: RuleTree] = [:]
    /// In a list, for there are no trees in trees otherwise.
    private var items: [RuleTree] = []

    /// - Parameter path: property names, `*` for the items of a list.
    mutating func add(_ rule: JSONTree, at path: some Collection<Substring>) {
        guard let step = path.first else { return rules.append(rule) }
        let rest = path.dropFirst()
        if step == "*" {
            if items.isEmpty { items = [RuleTree()] }
            items[0].add(rule, at: rest)
        } else {
            properties[String(step), default: RuleTree()].add(rule, at: rest)
        }
    }

    var schema: JSONTree {
        var members: [String: JSONTree] = [:]
        if !properties.isEmpty { members["properties"] = .object(properties.mapValues(\.schema)) }
        if let items = items.first { members["items"] = items.schema }
        if members.isEmpty, rules.count == 1 { return rules[0] }
        if !rules.isEmpty { members["allOf"] = .list(rules) }
        return .object(members)
    }
}

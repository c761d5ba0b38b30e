import Template

extension Examination {
    /// No condition is made of itself.
    mutating func checkConditionCycles() {
        var users: [String: [String]] = [:]
        for (name, condition) in template.conditions {
            condition.visit { value, _ in
                guard case .call(.condition, let arguments) = value, let other = arguments[0].string else { return }
                users[name, default: []].append(other)
            }
        }
        guard !users.isEmpty else { return }
        for cycle in Self.cycles(of: template.conditions.names, users) {
            report(
                "condition-cycle",
                "these conditions are made of each other: "
                    + (cycle + cycle.prefix(1)).joined(separator: " -> "),
                at: Template.Path(.conditions, cycle[0]), fix: "decide one of them by parameters")
        }
    }

    /// Each way that leads back to where it began, once, from the first of its names on.
    private static func cycles(of names: [String], _ targets: [String: [String]]) -> [[String]] {
        var found: [[String]] = []
        var done: Set<String> = []
        for start in names where !done.contains(start) {
            // By hand, because conditions may be built on each other deeper than a stack of calls.
            var way: [(name: String, next: Int)] = [(start, 0)]
            var onWay: [String: Int] = [start: 0]
            while let (name, next) = way.last {
                guard next < targets[name]?.count ?? 0, let target = targets[name]?[next] else {
                    done.insert(name)
                    onWay[name] = nil
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                if let begin = onWay[target] {
                    found.append(way[begin...].map(\.name))
                } else if !done.contains(target) {
                    onWay[target] = way.count
                    way.append((target, 0))
                }
            }
        }
        return found
    }
}

extension Template {
    /// Which resources wait for which others: for those that they refer to, and those in their `DependsOn`.
    public struct DependencyGraph: Sendable {
        private let resources: Object
        /// For each of the section's entries those that it waits for, each once, in the order of the template.
        private let targets: [[Int]]

        /// - Parameter references: of the template, all of them.
        public init(of template: Template, references: [Reference]) {
            let resources = template.resources.object
            var targets: [[Int]] = Array(repeating: [], count: resources.count)
            var seen: Set<Int> = []
            for reference in references {
                guard case .resource(let target) = reference.target, let resource = reference.path.resource,
                    let user = resources.index(of: resource), let used = resources.index(of: target),
                    seen.insert(user * resources.count + used).inserted
                else { continue }
                targets[user].append(used)
            }
            self.resources = resources
            self.targets = targets
        }

        /// The logical IDs of those that a resource waits for, each once.
        public func dependencies(of resource: String) -> [String] {
            resources.index(of: resource).map { targets[$0].map { resources.entries[$0].key } } ?? []
        }

        /// Whether a resource waits for another one, or for one that does.
        public func waits(_ resource: String, for other: String) -> Bool {
            guard let start = resources.index(of: resource), let end = resources.index(of: other) else { return false }
            var seen: Set<Int> = []
            var open = [start]
            while let index = open.popLast() {
                for target in targets[index] where seen.insert(target).inserted {
                    if target == end { return true }
                    open.append(target)
                }
            }
            return false
        }

        /// Resources that wait for each other, as logical IDs of which each waits for the next and the last for the
        /// first; empty when there are none. CloudFormation could make none of them.
        ///
        /// The first ten are found: resources that all wait for each other have cycles without number, and who breaks
        /// these finds the next.
        public var cycles: [[String]] {
            var search = CycleSearch(targets)
            return search.cycles(atMost: 10).map { $0.map { resources.entries[$0].key } }
        }
    }

    public var dependencies: DependencyGraph { DependencyGraph(of: self, references: references) }
}

/// Depth-first search for cycles; without recursion, so that no chain of resources exhausts the stack.
private struct CycleSearch {
    private enum State {
        case new, open, done
    }

    private let targets: [[Int]]
    private var states: [State]

    init(_ targets: [[Int]]) {
        self.targets = targets
        states = Array(repeating: .new, count: targets.count)
    }

    /// One cycle for every edge that closes one, each set of members once.
    mutating func cycles(atMost limit: Int) -> [[Int]] {
        var found: [[Int]] = []
        var members: Set<Set<Int>> = []
        for start in targets.indices where states[start] == .new {
            var way = [(node: start, next: 0)]
            states[start] = .open
            while let last = way.last {
                guard last.next < targets[last.node].count else {
                    states[last.node] = .done
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                let target = targets[last.node][last.next]
                switch states[target] {
                case .new:
                    states[target] = .open
                    way.append((target, 0))
                case .open:
                    let cycle = way.map(\.node).drop { $0 != target }
                    if members.insert(Set(cycle)).inserted { found.append(Array(cycle)) }
                    if found.count == limit { return found }
                case .done: break
                }
            }
        }
        return found
    }
}

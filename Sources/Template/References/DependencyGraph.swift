extension Template {
    /// Which resources wait for which others: for those that they refer to, and those in their `DependsOn`.
    public struct DependencyGraph: Sendable {
        /// What makes one resource wait for another, in the order of the template.
        public let references: [Reference]
        private let targets: [String: [String]]
        private let users: [String: [String]]
        private let names: [String]

        init(of template: Template) {
            names = template.resources.names
            var references: [Reference] = []
            var targets: [String: [String]] = [:]
            var users: [String: [String]] = [:]
            var seen: Set<[String]> = []
            for reference in template.references {
                guard let user = reference.path.resource, case .resource(let target) = reference.target else {
                    continue
                }
                references.append(reference)
                guard seen.insert([user, target]).inserted else { continue }
                targets[user, default: []].append(target)
                users[target, default: []].append(user)
            }
            self.references = references
            self.targets = targets
            self.users = users
        }

        /// The logical IDs of those that a resource waits for, each once.
        public func dependencies(of resource: String) -> [String] { targets[resource] ?? [] }

        /// The logical IDs of those that wait for a resource, each once.
        public func dependents(of resource: String) -> [String] { users[resource] ?? [] }

        /// Resources that wait for each other, the first one again at the end; nil when there are none. CloudFormation
        /// could make none of them.
        public var cycle: [String]? {
            var finished: Set<String> = []
            for name in names {
                if let cycle = cycle(from: name, &finished) { return cycle }
            }
            return nil
        }

        /// With a stack of its own, so that no chain of resources exhausts the program's.
        private func cycle(from start: String, _ finished: inout Set<String>) -> [String]? {
            guard !finished.contains(start) else { return nil }
            var way: [(name: String, next: Int)] = [(start, 0)]
            var onWay: Set<String> = [start]
            while let last = way.last {
                let targets = dependencies(of: last.name)
                guard last.next < targets.count else {
                    finished.insert(last.name)
                    onWay.remove(last.name)
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                let target = targets[last.next]
                if onWay.contains(target) {
                    return way.map(\.name).drop { $0 != target } + [target]
                }
                if !finished.contains(target) {
                    way.append((target, 0))
                    onWay.insert(target)
                }
            }
            return nil
        }
    }

    public var dependencies: DependencyGraph { DependencyGraph(of: self) }
}

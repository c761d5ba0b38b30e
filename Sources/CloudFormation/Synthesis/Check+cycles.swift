extension Check {
    /// Nothing waits for itself. A cycle between nested stacks is one between the resources that stand for them.
    static func cycles(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            var search = CycleSearch(stack)
            for cycle in search.cycles() {
                report(cycle, in: stack, &diagnostics)
            }
        }
    }

    private static func report(_ cycle: [CycleSearch.Step], in stack: ResolvedStack, _ diagnostics: inout [Diagnostic])
    {
        let records = stack.collected.declarations.resources
        guard let first = cycle.first else { return }
        let names = (cycle + [first]).map { records[$0.resource].element.path }
        let notes = cycle.enumerated().map { index, step -> Diagnostic.Note in
            let next = cycle[(index + 1) % cycle.count]
            let element = records[step.resource].element
            guard let use = step.use else {
                return .init(
                    "\(element.path) refers to \(records[next.resource].element.path)", at: element.userLocation)
            }
            return .init("\(use.user.path) uses \(use.targetDescription)", at: use.user.location)
        }
        let between = cycle.contains { records[$0.resource].typeName == Stack.typeName } ? "stacks" : "resources"
        let element = records[first.resource].element
        diagnostics.append(
            Diagnostic(
                "dependency-cycle", "these \(between) wait for each other: " + names.joined(separator: " -> "),
                at: element.userLocation, path: element.path, notes: notes,
                fix: between == "stacks"
                    ? "move one of the resources into the other stack, or both into a third"
                    : "break one reference, for example with a resource that connects the two, such as "
                        + "AWS::EC2::SecurityGroupIngress"))
    }
}

/// Depth-first search for cycles among the resources of a stack; without recursion, since chains can be long.
private struct CycleSearch {
    struct Step {
        let resource: Int
        /// Why it waits for the next.
        var use: Use?
    }

    private enum State {
        case new, open, done
    }

    /// Resources that all wait for each other have cycles without number; who breaks these finds the next.
    private static let mostCycles = 10

    private let dependencies: [[Dependency]]
    private var states: [State]

    init(_ stack: ResolvedStack) {
        var dependencies = stack.dependencies
        for (resource, explicit) in stack.explicitDependencies { dependencies[resource] += explicit }
        self.dependencies = dependencies
        states = Array(repeating: .new, count: dependencies.count)
    }

    /// One cycle for every edge that closes one, the first few.
    mutating func cycles() -> [[Step]] {
        var found: [[Step]] = []
        var members: Set<Set<Int>> = []
        for start in dependencies.indices where states[start] == .new {
            var path = [Step(resource: start)]
            var next = [0]
            states[start] = .open
            while let current = path.last {
                let depth = path.count - 1
                let edges = dependencies[current.resource]
                guard next[depth] < edges.count else {
                    states[current.resource] = .done
                    path.removeLast()
                    next.removeLast()
                    continue
                }
                let edge = edges[next[depth]]
                next[depth] += 1
                path[depth].use = edge.use
                switch states[edge.target] {
                case .new:
                    states[edge.target] = .open
                    path.append(Step(resource: edge.target))
                    next.append(0)
                case .open:
                    if let begin = path.firstIndex(where: { $0.resource == edge.target }) {
                        let cycle = Array(path[begin...])
                        if members.insert(Set(cycle.map(\.resource))).inserted { found.append(cycle) }
                        if found.count == Self.mostCycles { return found }
                    }
                case .done: break
                }
            }
        }
        return found
    }
}

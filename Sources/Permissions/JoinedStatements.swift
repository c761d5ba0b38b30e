/// Statements of one service as one, where that allows nothing more.
///
/// `ec2:DeleteVpc` of networks and `ec2:DeleteSubnet` of subnets may stand together: no subnet is ever deleted as a network. What
/// would let an action do more is left apart, such as one that applies to both kinds and is wanted on one.
struct JoinedStatements {
    private(set) var statements: [PolicyStatement] = []

    /// What stands together so far.
    private struct Cluster {
        let service: Substring
        let conditions: PolicyConditions
        var actions: Set<String>
        var resources: Set<String>
    }

    /// - Parameters:
    ///   - kinds: the formats of what an action applies to; none where nobody knows.
    ///   - formats: those of resources.
    init(_ all: [PolicyStatement], kinds: (String) -> Set<String>, formats: [String: String]) {
        var known: [String: Set<String>] = [:]
        for action in Set(all.flatMap(\.actions)) { known[action] = kinds(action) }
        func applies(_ action: String, to resource: String) -> Bool {
            guard let format = formats[resource], let kinds = known[action], !kinds.isEmpty else { return true }
            return kinds.contains { Self.overlap($0, format) }
        }
        func isFree(_ actions: Set<String>, _ resources: Set<String>) -> Bool {
            actions.allSatisfy { action in resources.allSatisfy { !applies(action, to: $0) } }
        }
        var clusters: [Cluster] = []
        for statement in all {
            let actions = Set(statement.actions)
            let resources = Set(statement.resources)
            let service = Self.service(of: statement)
            let index = clusters.firstIndex { cluster in
                cluster.service == service && cluster.conditions == statement.conditions && statement.isScoped
                    && Self.length(cluster.actions.union(actions), cluster.resources.union(resources)) <= Self.longest
                    && isFree(actions, cluster.resources.subtracting(resources))
                    && isFree(cluster.actions, resources.subtracting(cluster.resources))
            }
            if let index {
                clusters[index].actions.formUnion(actions)
                clusters[index].resources.formUnion(resources)
            } else {
                clusters.append(
                    Cluster(
                        service: statement.isScoped ? service : "*", conditions: statement.conditions,
                        actions: actions, resources: resources))
            }
        }
        statements = clusters.map {
            PolicyStatement(actions: $0.actions.sorted(), resources: $0.resources.sorted(), conditions: $0.conditions)
        }
    }

    /// Longer ones would fill policies badly.
    private static let longest = PolicyDocument.longest / 2

    private static func length(_ actions: Set<String>, _ resources: Set<String>) -> Int {
        actions.union(resources).reduce(0) { $0 + $1.utf8.count + 3 }
    }

    /// Whether one format stands for some of what another one does: `dynamodb:*:*:table/*` has the indexes in it.
    private static func overlap(_ one: String, _ other: String) -> Bool {
        let starts = [one, other].map { $0.last == "*" || $0.last == "%" ? $0.dropLast() : $0[...] }
        return starts[0].hasPrefix(starts[1]) || starts[1].hasPrefix(starts[0])
    }

    private static func service(of statement: PolicyStatement) -> Substring {
        statement.actions[0].prefix { $0 != ":" }
    }
}

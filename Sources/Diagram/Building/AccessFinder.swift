import Plan
import Template

/// Finds what policies let cards do to each other.
struct AccessFinder {
    let graph: ResourceGraph
    let folding: Folding

    func find(_ list: inout ConnectionList) {
        for position in graph.resources.indices {
            let type = graph[position].type
            switch type {
            case "AWS::IAM::Role":
                for policy in graph[position].properties["Policies"]?.elements ?? [] {
                    add(policy.value["PolicyDocument"], of: [position], by: position, &list)
                }
            case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy":
                let roles = graph.uses[position].filter { ["Roles", "RoleName"].contains($0.property) }.map(\.to)
                // A managed one may also be named by the roles.
                let users = graph.users[position].filter { $0.property == "ManagedPolicyArns" }.map(\.from)
                add(graph[position].properties["PolicyDocument"], of: roles + users, by: position, &list)
            case "AWS::Serverless::Function":
                for policy in graph[position].properties["Policies"]?.elements ?? [] {
                    add(policy.value, of: [], owners: [position], by: position, &list)
                }
            default: break
            }
        }
    }

    /// The cards that act as a role.
    private func actors(as role: Int) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = [role]
        var open = [role]
        while let next = open.popLast() {
            for use in graph.users[next] where Self.actingProperties.contains(use.property) {
                guard seen.insert(use.from).inserted else { continue }
                switch TypeFacts(of: graph[use.from].type).role {
                case .card: found.append(use.from)
                case .part: open.append(use.from)
                case .network, .subnet: break
                }
            }
        }
        return found.sorted()
    }

    /// The properties by which something acts as a role, or is started with what does.
    private static let actingProperties: Set = [
        "Role", "RoleArn", "RoleARN", "Roles", "IamInstanceProfile", "LaunchTemplateData", "LaunchTemplate",
        "LaunchConfigurationName", "TaskRoleArn", "TaskDefinition", "ServiceRole", "InstanceRole", "NodeRole",
        "InstanceProfileName", "MixedInstancesPolicy", "Target", "Targets", "PodExecutionRoleArn", "InstanceRoleArn",
        "InstanceConfiguration",
    ]

    private func add(
        _ document: Template.Expression?, of roles: [Int], owners: [Int] = [], by source: Int,
        _ list: inout ConnectionList
    ) {
        guard let statements = document?["Statement"]?.elements else { return }
        let actors = owners + roles.flatMap(actors)
        guard !actors.isEmpty else { return }
        for (statement, isCertain) in statements where statement["Effect"]?.string != "Deny" {
            let actions = (statement["Action"]?.elements ?? []).compactMap { $0.value.string }
            let words = Set(actions.map(\.verb)).sorted { $0.rank < $1.rank }.map(\.rawValue).joined(separator: ", ")
            guard !words.isEmpty, let objects = statement["Resource"] else { continue }
            objects.visitReferences { reference in
                guard let position = graph.position(reference.name), let object = folding.owners[position],
                    TypeFacts(of: graph[object].type).role.isCard, !isPart(position)
                else { return }
                for actor in actors where actor != object {
                    list.add(
                        .resource(actor), .resource(object),
                        Connection.Reason(
                            kind: .access, label: words,
                            detail: "\(graph[source].path) allows \(actions.joined(separator: ", ").excerpt(160))",
                            isCertain: isCertain && reference.isCertain && graph[source].exists == .yes))
                }
            }
        }
    }

    /// Log groups and the like, whose owner is another one.
    private func isPart(_ position: Int) -> Bool { folding.owners[position] != position }
}

/// What an action does, in a word.
private enum Verb: String {
    case anything = "everything"
    case reads, writes, sends, receives, calls, decrypts

    var rank: Int {
        switch self {
        case .anything: 0
        case .calls: 1
        case .sends: 2
        case .receives: 3
        case .reads: 4
        case .writes: 5
        case .decrypts: 6
        }
    }
}

extension String {
    /// Of an action such as `s3:GetObject`, by its first word.
    fileprivate var verb: Verb {
        let parts = split(separator: ":", maxSplits: 1)
        guard let name = parts.last.map(String.init), parts.count > 1, name != "*" else { return .anything }
        if parts[0] == "sqs" { return name.hasPrefix("Send") ? .sends : .receives }
        let first = name.prefix { $0.isLetter && ($0.isLowercase || $0 == name.first) }
        switch first {
        case "Batch" where name.hasPrefix("BatchGet"): return .reads
        case "Get", "List", "Describe", "Head", "Query", "Scan": return .reads
        case "Condition" where name.hasPrefix("ConditionCheck"): return .reads
        case "Select", "Search", "View", "Lookup", "Read": return .reads
        case "Invoke", "Start", "Run", "Execute": return .calls
        case "Send", "Publish": return .sends
        case "Receive": return .receives
        case "Decrypt": return .decrypts
        default: return .writes
        }
    }
}

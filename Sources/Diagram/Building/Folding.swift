/// Which resource each part serves: the card or the frame in whose details it is told.
struct Folding {
    /// By position: the card or frame that a resource is a part of; its own position for these; nil for a part that
    /// serves nothing.
    private(set) var owners: [Int?]
    private let graph: ResourceGraph
    private let roles: [ResourceRole]

    init(_ graph: ResourceGraph) {
        self.graph = graph
        roles = graph.resources.map { TypeFacts(of: $0.type).role }
        owners = Array(repeating: nil, count: graph.resources.count)
        for position in graph.resources.indices { owners[position] = owner(of: position) }
    }

    /// Breadth first, so that circles of parts end and the nearest card is found.
    private func owner(of position: Int) -> Int? {
        guard case .part = roles[position] else { return position }
        var seen: Set<Int> = [position]
        var open = [position]
        var frame: Int?
        var next = 0
        while next < open.count {
            for candidate in candidates(of: open[next]) where seen.insert(candidate).inserted {
                switch roles[candidate] {
                case .card: return candidate
                // What uses a part is nearer than the frame that it is made in.
                case .network, .subnet: frame = frame ?? candidate
                case .part: open.append(candidate)
                }
            }
            if let frame, !isNamedByItsOwner(position) { return frame }
            next += 1
        }
        return frame
    }

    /// The cards that a part serves: the one that it is told with, and others that name it too.
    func cards(servedBy position: Int) -> [Int] {
        guard let owner = owners[position], roles[owner].isCard else { return [] }
        guard isNamedByItsOwner(position) else { return [owner] }
        let users = graph.users[position].map(\.from).filter { user in
            roles[user].isCard && user != owner && !Self.strangers.contains(graph[user].type)
        }
        return [owner] + users
    }

    private func isNamedByItsOwner(_ position: Int) -> Bool {
        if case .part(let properties) = roles[position] { properties.isEmpty } else { false }
    }

    /// What a part may serve, the most likely first.
    private func candidates(of position: Int) -> [Int] {
        guard case .part(let properties) = roles[position] else { return [] }
        let named = properties.filter { $0 != "*" }.flatMap { property in
            graph.uses[position].filter { $0.property == property }.map(\.to)
        }
        let any = properties.contains("*") ? graph.uses[position].map(\.to) : []
        // Who names a part in a policy or a rule, or watches it, is not served by it.
        let users = graph.users[position].filter { use in
            if Self.strangers.contains(graph[use.from].type) { return false }
            guard case .part(let own) = roles[use.from] else { return true }
            return !own.contains(use.property) && !own.contains("*")
        }.map(\.from)
        let found = properties.isEmpty ? users : named + any
        if !found.isEmpty { return found }
        return properties.isEmpty ? graph.uses[position].map(\.to) : users
    }

    /// The types that name what they let through, allow or watch.
    private static let strangers: Set = [
        "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress",
        "AWS::IAM::Policy",
        "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::KMS::Key", "AWS::S3::BucketPolicy",
        "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm",
        "AWS::CloudWatch::Dashboard", "AWS::CloudFormation::Stack",
    ]
}

import Deployment

/// What an audit is about: an environment's stack and its project.
struct AuditScope: Sendable {
    /// Whose a resource is.
    enum Owner: Sendable {
        /// The environment's: in its stacks, or tagged with its project and its name.
        case environment
        /// The same project's, and another environment's.
        case project
        /// Nobody's: it has no tag `Project`.
        case nobody
        /// Another project's, which is none of this audit's business.
        case others
    }

    let project: String
    let environment: String
    /// What is in the stacks, by physical ID.
    let resources: [String: StackResource]

    init(project: String, environment: String, resources: [StackResource]) {
        self.project = project
        self.environment = environment
        self.resources = Dictionary(resources.map { ($0.physicalID, $0) }) { first, _ in first }
    }

    func owner(of id: String, tags: ResourceTags?) -> Owner {
        if resources[id] != nil { return .environment }
        guard let project = tags?["Project"] else { return .nobody }
        guard project == self.project else { return .others }
        return tags?["Environment"] == environment ? .environment : .project
    }

    /// What a finding calls a resource: its place in the stacks, or its `Name`, with its ID.
    func reference(to id: String, type: String, tags: ResourceTags? = nil) -> ResourceReference {
        let name = resources[id]?.name ?? tags?["Name"].flatMap { $0.isEmpty ? nil : $0 } ?? id
        return ResourceReference(type: type, id: id, name: name)
    }

    /// The physical IDs of the stacks' resources of a type, sorted.
    func ids(ofType type: String) -> [String] {
        resources.values.filter { $0.type == type && !$0.physicalID.isEmpty }.map(\.physicalID).sorted()
    }
}

/// Which resource a finding or a price is about.
struct ResourceReference: Sendable, Hashable, Encodable {
    /// The CloudFormation type, such as `AWS::EC2::Volume`.
    let type: String
    /// The physical ID.
    let id: String
    /// Its place in the stacks (`Compute/WebGroup`), its tag `Name`, or the ID again.
    let name: String
}

import AWSAccess
import Diagnostics
import Environments

/// What an audit is about: an environment's stack and its project.
struct AuditScope: Sendable {
    /// Whose a resource is.
    enum Owner: Sendable {
        /// The environment's: in its stacks, tagged with its project and its name, or without a tag `Project` in its
        /// network.
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
    /// The stacks' VPCs.
    let networks: Set<String>
    /// The ARN of the role that CloudFormation acts as; nil where the environment names none.
    let executionRole: String?

    init(project: String, environment: String, resources: [StackResource], executionRole: String? = nil) {
        self.executionRole = executionRole
        self.project = project
        self.environment = environment
        self.resources = Dictionary(resources.map { ($0.physicalID, $0) }) { first, _ in first }
        networks = Set(resources.filter { $0.type == "AWS::EC2::VPC" }.map(\.physicalID))
    }

    /// - Parameter network: the VPC that it is in, where it is in one.
    func owner(of id: String, tags: ResourceTags?, network: String? = nil) -> Owner {
        if resources[id] != nil { return .environment }
        guard let project = tags?.project else { return networks.contains(network ?? "") ? .environment : .nobody }
        guard project == self.project else { return .others }
        return tags?.environment == environment ? .environment : .project
    }

    /// Whether something with an ID and tags is the environment's.
    func owns(_ id: String, _ tags: ResourceTags?) -> Bool { owner(of: id, tags: tags) == .environment }

    /// Whether a resource is the environment's.
    func owns(_ resource: some NetworkedResource) -> Bool {
        owner(of: resource.physicalID, tags: resource.tags, network: resource.network) == .environment
    }

    /// Whether a security group lets anybody into the environment: its own, and whatever is in its network.
    func contains(_ group: SecurityGroupDescription) -> Bool {
        owns(group.groupId, group.tags) || networks.contains(group.vpcId ?? "")
    }

    /// What a finding calls a resource: its place in the stacks, or its `Name`, with its ID.
    func reference(to id: String, type: String, tags: ResourceTags? = nil) -> DeployedResource {
        let name = resources[id]?.name ?? tags?["Name"].flatMap { $0.isEmpty ? nil : $0 } ?? id
        return DeployedResource(type: type, id: id, name: name)
    }

    /// The execution role's name.
    var executionRoleName: String? { executionRole?.split(separator: "/").last.map(String.init) }

    /// The physical IDs of the stacks' resources of a type, sorted.
    func ids(ofType type: String) -> [String] {
        resources.values.filter { $0.type == type && !$0.physicalID.isEmpty }.map(\.physicalID).sorted()
    }
}

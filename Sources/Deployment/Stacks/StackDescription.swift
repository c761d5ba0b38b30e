/// A deployed stack, as `aws cloudformation describe-stacks` shows it.
struct StackDescription: Decodable, Sendable, Equatable {
    struct Output: Decodable, Sendable, Equatable {
        let outputKey: String
        let outputValue: String
        let description: String?
    }

    struct Parameter: Decodable, Sendable, Equatable {
        let parameterKey: String
    }

    let stackId: String
    let stackName: String
    let stackStatus: StackStatus
    let stackStatusReason: String?
    /// The change set that the stack was last created or updated with.
    let changeSetId: String?
    let enableTerminationProtection: Bool?
    let outputs: [Output]?
    let parameters: [Parameter]?
    let creationTime: String
    let lastUpdatedTime: String?
}

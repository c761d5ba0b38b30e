/// A stack refactoring, as `aws cloudformation describe-stack-refactor` shows it: that a resource goes on under another
/// logical ID or in another stack. AWS CloudFormation API Reference, "DescribeStackRefactor".
struct StackRefactor: Decodable, Sendable, Equatable {
    let stackRefactorId: String
    let description: String?
    let status: String?
    let statusReason: String?
    let executionStatus: String?
    let executionStatusReason: String?

    /// Whether AWS is still looking at it.
    var isPending: Bool { status == "CREATE_IN_PROGRESS" }
    /// Whether it can be executed.
    var isAvailable: Bool { status == "CREATE_COMPLETE" && executionStatus == "AVAILABLE" }
    /// Whether it goes on by itself.
    var isExecuting: Bool { executionStatus == "EXECUTE_IN_PROGRESS" || executionStatus == "ROLLBACK_IN_PROGRESS" }
    var isExecuted: Bool { executionStatus == "EXECUTE_COMPLETE" }

    /// What AWS says of it, in a few words.
    var reason: String {
        let reasons = [executionStatusReason, statusReason].compactMap(\.self).filter { !$0.isEmpty }
        return reasons.isEmpty ? [status, executionStatus].compactMap(\.self).joined(separator: ", ") : reasons[0]
    }
}

/// What it does to one resource or stack. AWS CloudFormation API Reference, "StackRefactorAction".
struct StackRefactorAction: Decodable, Sendable, Equatable {
    let action: String?
    let entity: String?
    let physicalResourceId: String?
    let description: String?
    let resourceMapping: StackRefactorMapping?
}

/// From where a resource goes where.
struct StackRefactorMapping: Codable, Sendable, Equatable {
    struct Location: Codable, Sendable, Equatable {
        /// A name or an ARN.
        let stackName: String
        let logicalResourceId: String

        private enum CodingKeys: String, CodingKey {
            case stackName = "StackName"
            case logicalResourceId = "LogicalResourceId"
        }
    }

    let source: Location
    let destination: Location

    private enum CodingKeys: String, CodingKey {
        case source = "Source"
        case destination = "Destination"
    }
}

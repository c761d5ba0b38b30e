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
    let enableTerminationProtection: Bool?
    let outputs: [Output]?
    let parameters: [Parameter]?
    let creationTime: String
    let lastUpdatedTime: String?
}

/// The status of a stack or a resource. AWS CloudFormation User Guide, "Stack status codes".
struct StackStatus: Decodable, Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    let description: String

    init(_ name: String) { description = name }
    init(stringLiteral value: String) { description = value }
    init(from decoder: any Decoder) throws { description = try decoder.singleValueContainer().decode(String.self) }

    /// Whether something is going on; `REVIEW_IN_PROGRESS` waits for a person, so nothing is.
    var isInProgress: Bool { description.hasSuffix("_IN_PROGRESS") && self != "REVIEW_IN_PROGRESS" }
    var isFailure: Bool { description.hasSuffix("_FAILED") }
    /// Whether what was wanted was undone, or is being undone.
    var isRollback: Bool { description.contains("ROLLBACK") }
    /// Whether what was wanted has happened.
    var isSuccess: Bool { description.hasSuffix("_COMPLETE") && !isRollback }
    /// Whether this is a stack's first status in an operation.
    var beginsOperation: Bool {
        ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS"].contains(description)
    }
}

import AWSAccess

/// A resource of one stack, as `aws cloudformation list-stack-resources` shows it.
package struct StackResourceSummary: Decodable, Sendable {
    package let logicalResourceId: String
    /// Nil or empty as long as there is none.
    package let physicalResourceId: String?
    package let resourceType: String
    package let resourceStatus: StackStatus
}

extension AWSCLI {
    private struct Resources: Decodable {
        let stackResourceSummaries: [StackResourceSummary]
    }

    /// The resources of one stack, by name or ARN, without those that were deleted; of a nested stack only the stack.
    package func resources(ofStack stack: String) async throws -> [StackResourceSummary] {
        try await run(
            ["cloudformation", "list-stack-resources", "--stack-name", stack], as: Resources.self
        ).stackResourceSummaries.filter { $0.resourceStatus != "DELETE_COMPLETE" }
    }
}

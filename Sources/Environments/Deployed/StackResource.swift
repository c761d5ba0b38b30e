import AWSAccess

/// A resource of a stack or of one nested in it.
package struct StackResource: Sendable, Equatable {
    /// The name or ARN of the stack that holds it.
    package let stack: String
    /// The logical IDs that lead to it, such as `Compute/WebGroup`.
    package let name: String
    package let logicalID: String
    /// Empty as long as there is none.
    package let physicalID: String
    package let type: String
    package let status: StackStatus

    package init(
        stack: String, name: String, logicalID: String, physicalID: String, type: String, status: StackStatus
    ) {
        self.stack = stack
        self.name = name
        self.logicalID = logicalID
        self.physicalID = physicalID
        self.type = type
        self.status = status
    }

    /// The stack that it is, where it is a nested one that was made; nil for any other resource.
    package var nestedStack: String? {
        type == "AWS::CloudFormation::Stack" && physicalID.hasPrefix("arn:") ? physicalID : nil
    }

    /// All resources of a stack and the stacks nested in it, to any depth; of the nested stacks themselves only those
    /// that were never made.
    ///
    /// - Throws: `AWSError`.
    package static func list(stack: String, with aws: AWSCLI) async throws -> [StackResource] {
        try await tree(of: stack, with: aws).filter { $0.nestedStack == nil }
    }

    /// All resources of a stack, those in nested stacks behind the nested stack that holds them.
    ///
    /// A nested stack that somebody deleted by itself has what its deletion left, and after 90 days nothing at all: AWS
    /// CloudFormation API Reference, "ListStackResources".
    ///
    /// - Parameter entered: whether the resources of a nested stack are asked for too: a call each.
    /// - Throws: `AWSError`.
    package static func tree(
        of stack: String, with aws: AWSCLI, entering entered: (StackResource) -> Bool = { _ in true }
    ) async throws -> [StackResource] {
        var resources: [StackResource] = []
        var level = [(id: stack, prefix: "")]
        var read: Set<String> = []
        while !level.isEmpty {
            // Each once: an answer that named a stack as nested in itself would otherwise never come to its end.
            let stacks = level.filter { read.insert($0.id).inserted }
            let answers = try await concurrently(stacks.map(\.id), atMost: AWSCLI.simultaneousCalls) { id in
                do {
                    return try await aws.resources(ofStack: id)
                } catch AWSError.stackMissing where id != stack {
                    return []
                }
            }
            level = []
            for (stack, summaries) in zip(stacks, answers) {
                for summary in summaries {
                    let resource = StackResource(summary, in: stack.id, prefix: stack.prefix)
                    resources.append(resource)
                    if let nested = resource.nestedStack, entered(resource) {
                        level.append((nested, resource.name + "/"))
                    }
                }
            }
        }
        return resources
    }

    private init(_ summary: StackResourceSummary, in stack: String, prefix: String) {
        self.init(
            stack: stack, name: prefix + summary.logicalResourceId, logicalID: summary.logicalResourceId,
            physicalID: summary.physicalResourceId ?? "", type: summary.resourceType, status: summary.resourceStatus)
    }
}

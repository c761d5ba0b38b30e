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

    /// All resources of a stack and the stacks nested in it, to any depth; of the nested stacks themselves only those
    /// that do not exist.
    ///
    /// - Throws: `AWSError`.
    package static func list(stack: String, with aws: AWSCLI) async throws -> [StackResource] {
        var resources: [StackResource] = []
        var level = [(id: stack, prefix: "")]
        var read: Set<String> = []
        while !level.isEmpty {
            // Each once: an answer that named a stack as nested in itself would otherwise never come to its end.
            let stacks = level.filter { read.insert($0.id).inserted }
            let answers = try await concurrently(Array(stacks.indices), atMost: AWSCLI.simultaneousCalls) { index in
                try await aws.resources(ofStack: stacks[index].id)
            }
            level = []
            for (stack, summaries) in zip(stacks, answers) {
                for summary in summaries {
                    let name = stack.prefix + summary.logicalResourceId
                    let id = summary.physicalResourceId ?? ""
                    if summary.resourceType == "AWS::CloudFormation::Stack", id.hasPrefix("arn:") {
                        level.append((id, name + "/"))
                    } else {
                        resources.append(
                            StackResource(
                                stack: stack.id, name: name, logicalID: summary.logicalResourceId, physicalID: id,
                                type: summary.resourceType, status: summary.resourceStatus))
                    }
                }
            }
        }
        return resources
    }
}

import AWSAccess

/// A resource of a stack or of one nested in it.
struct StackResource: Sendable, Equatable {
    /// The logical IDs that lead to it, such as `Compute/WebGroup`.
    let name: String
    let physicalID: String
    let type: String

    private struct Summaries: Decodable {
        struct Summary: Decodable {
            let logicalResourceId: String
            let physicalResourceId: String?
            let resourceType: String
            let resourceStatus: String
        }
        let stackResourceSummaries: [Summary]
    }

    /// All resources of a stack and the stacks nested in it, to any depth; not the nested stacks themselves.
    ///
    /// - Throws: `AWSError`.
    static func list(stack: String, with aws: AWSCLI) async throws -> [StackResource] {
        var resources: [StackResource] = []
        var level = [(id: stack, prefix: "")]
        var read: Set<String> = []
        while !level.isEmpty {
            // Each once: an answer that named a stack as nested in itself would otherwise never come to its end.
            let stacks = level.filter { read.insert($0.id).inserted }
            let answers = try await concurrently(Array(stacks.indices), atMost: AWSCLI.simultaneousCalls) { index in
                try await aws.run(
                    ["cloudformation", "list-stack-resources", "--stack-name", stacks[index].id], as: Summaries.self)
            }
            level = []
            for (stack, answer) in zip(stacks, answers) {
                for summary in answer.stackResourceSummaries where summary.resourceStatus != "DELETE_COMPLETE" {
                    let name = stack.prefix + summary.logicalResourceId
                    let id = summary.physicalResourceId ?? ""
                    if summary.resourceType == "AWS::CloudFormation::Stack" {
                        if id.hasPrefix("arn:") { level.append((id, name + "/")) }
                    } else {
                        resources.append(StackResource(name: name, physicalID: id, type: summary.resourceType))
                    }
                }
            }
        }
        return resources
    }
}

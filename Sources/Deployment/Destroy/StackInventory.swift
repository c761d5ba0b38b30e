import AWSAccess
import Environments

/// What a stack and the stacks nested in it hold, and what a deletion would make of it: a forecast, for which nothing
/// is deleted. What is left is found after the deletion, by ``RemainsFinder``.
struct StackInventory: Sendable {
    /// What becomes of a resource when its stack is deleted.
    enum Fate: String, Sendable {
        case deleted, snapshot, retained
        /// Its template cannot be read.
        case unknown
    }

    struct Resource: Sendable, Equatable {
        /// The stack that holds it: the logical IDs of nested stacks, or the root's name.
        let stack: String
        let logicalID: String
        let physicalID: String
        let type: String
        let status: StackStatus
        let fate: Fate

        /// What messages call it.
        var name: String { "\(stack)/\(logicalID)" }
    }

    /// Every resource that is no nested stack.
    let resources: [Resource]

    private struct Summaries: Decodable {
        struct Summary: Decodable {
            let logicalResourceId: String
            let physicalResourceId: String?
            let resourceType: String
            let resourceStatus: StackStatus
        }
        let stackResourceSummaries: [Summary]
    }

    /// Reads a stack.
    ///
    /// - Parameter isCreating: whether its creation is still going on, and would be what is broken off.
    static func read(
        stack id: String, name: String, isCreating: Bool = false, with aws: AWSCLI
    ) async throws -> StackInventory {
        var resources: [Resource] = []
        var level = [(id: id, name: name, prefix: "")]
        var read: Set<String> = []
        while !level.isEmpty {
            // Each once: an answer that named a stack as nested in itself would otherwise never come to its end.
            let stacks = level.filter { read.insert($0.id).inserted }
            let contents = try await concurrently(Array(stacks.indices)) { index in
                async let policies = DeletionPolicies.read(stack: stacks[index].id, with: aws)
                let list = try await aws.run(
                    ["cloudformation", "list-stack-resources", "--stack-name", stacks[index].id], as: Summaries.self)
                return try await (list.stackResourceSummaries, policies)
            }
            level = []
            for (stack, (summaries, policies)) in zip(stacks, contents) {
                for summary in summaries where summary.resourceStatus != "DELETE_COMPLETE" {
                    let physicalID = summary.physicalResourceId ?? ""
                    if summary.resourceType == "AWS::CloudFormation::Stack", physicalID.hasPrefix("arn:") {
                        let path = stack.prefix + summary.logicalResourceId
                        level.append((physicalID, path, path + "/"))
                        continue
                    }
                    resources.append(
                        Resource(
                            stack: stack.name, logicalID: summary.logicalResourceId, physicalID: physicalID,
                            type: summary.resourceType, status: summary.resourceStatus,
                            fate: policies.fate(
                                of: summary.logicalResourceId, type: summary.resourceType, isCreating: isCreating)))
                }
            }
        }
        return StackInventory(resources: resources)
    }
}

import AWSAccess
import Environments

/// The stacks of a tree that there are to compare, and what their templates still have although its stack is gone.
///
/// A nested stack can be deleted without the stack around it, which notices nothing: it lists the nested one as before.
struct StandingStacks: Sendable {
    /// By ID, the logical IDs of nested stacks that lead to each, with a slash behind each; empty for the root.
    private(set) var prefixes: [String: String]
    /// What is in them.
    private(set) var resources: [StackResource] = []
    /// Nested stacks that were deleted by themselves.
    private(set) var deleted: [StackResource] = []
    /// What those deletions left, and no stack has any more.
    private(set) var left: [StackResource] = []

    /// - Throws: `AWSError`.
    static func read(root: String, with aws: AWSCLI) async throws -> StandingStacks {
        let tree = try await StackResource.tree(of: root, with: aws)
        return StandingStacks(root: root, tree, gone: try await gone(among: tree, with: aws))
    }

    private init(root: String, _ tree: [StackResource], gone: Set<String>) {
        prefixes = [root: ""]
        for resource in tree {
            if deleted.contains(where: { $0.nestedStack == resource.stack }) {
                left.append(resource)
                continue
            }
            // What an update took out of its template and retained is in the list, and in the stack no more.
            guard prefixes[resource.stack] != nil, resource.status != "DELETE_SKIPPED" else { continue }
            if let nested = resource.nestedStack {
                if gone.contains(nested) { deleted.append(resource) } else { prefixes[nested] = resource.name + "/" }
            } else {
                resources.append(resource)
            }
        }
    }

    /// The nested stacks that are gone. Only those are asked for that have nothing left but what no deletion took.
    ///
    /// One that is deleted is known by its ARN for 90 days, and then not at all: AWS CloudFormation API Reference,
    /// "DescribeStacks" and "ListStacks".
    private static func gone(among tree: [StackResource], with aws: AWSCLI) async throws -> Set<String> {
        let held = Dictionary(grouping: tree, by: \.stack)
        let suspects = tree.compactMap(\.nestedStack).filter { stack in
            (held[stack] ?? []).allSatisfy { $0.status.description.hasPrefix("DELETE_") }
        }
        let found = try await concurrently(suspects, atMost: AWSCLI.simultaneousCalls) { try await aws.stack($0) }
        return Set(zip(suspects, found).filter { $1 == nil || $1?.stackStatus.phase == .deleted }.map(\.0))
    }
}

import Foundation

/// Change sets that `aws cloudformation deploy` made for us and that nobody is going to execute.
struct LeftoverChangeSets: Sendable {
    private struct List: Decodable {
        let summaries: [ChangeSet.Summary]
    }

    let stackName: String
    /// Its name says when a change set was made, by the clock of this machine, so that others' are left alone.
    let since: Date
    /// Whether the stack exists only for the sake of change sets.
    let isNewStack: Bool
    let aws: AWSCLI

    /// Deletes the change sets made since, and the stack if it holds nothing but them.
    func remove() async throws {
        let begin = Int(since.timeIntervalSince1970)
        let ours = try await all().filter { summary in
            guard summary.changeSetName.hasPrefix(ChangeSetMaker.namePrefix) else { return false }
            return (Int(summary.changeSetName.dropFirst(ChangeSetMaker.namePrefix.count)) ?? 0) >= begin
        }
        _ = try await concurrently(ours) { summary in
            try await aws.run(["cloudformation", "delete-change-set", "--change-set-name", summary.changeSetId])
        }
        if !ours.isEmpty { try await removeEmptyStack() }
    }

    /// Deletes the stack when it was never created and no change set is left that could create it.
    func removeEmptyStack() async throws {
        guard isNewStack, let stack = try await aws.stack(stackName), stack.stackStatus == "REVIEW_IN_PROGRESS" else { return }
        guard try await all().isEmpty else { return }
        try await aws.deleteStack(stack.stackId)
    }

    private func all() async throws -> [ChangeSet.Summary] {
        do {
            return try await aws.run(["cloudformation", "list-change-sets", "--stack-name", stackName], as: List.self).summaries
        } catch AWSError.stackMissing {
            return []
        }
    }
}

import AWSAccess
import Environments
import Terminal

/// Reads what an environment's stack has been through, also one that is deleted.
struct OperationReader: Sendable {
    let environment: EnvironmentFile
    let templates: DeployableTemplates
    let aws: AWSCLI

    private var name: String { environment.stackName }

    /// All operations that AWS remembers.
    ///
    /// - Throws: ``CommandError`` where there was none; ``AWSError``.
    func operations() async throws -> OperationList {
        let stack = try await stack()
        let operations = PastOperation.all(in: try await aws.events(ofStack: stack, allPages: true))
        guard !operations.isEmpty else { throw onlyReviewed }
        return OperationList(stackName: name, stackID: stack, operations: operations)
    }

    /// The story of the last operation.
    ///
    /// - Throws: ``CommandError`` where there was none; ``AWSError``.
    func story() async throws -> OperationStory {
        let stack = try await stack()
        var operation = StackOperation(stack: stack, name: name, templates: templates, after: nil)
        _ = try await operation.read([stack], with: aws)
        return try await story(of: operation, isNewest: true)
    }

    /// The story of an operation.
    ///
    /// - Parameter word: its number, or what AWS calls it.
    /// - Throws: `UsageError` where there is no such one; ``CommandError`` where there was none at all; ``AWSError``.
    func story(of word: String) async throws -> OperationStory {
        let stack = try await stack()
        let events = try await aws.events(ofStack: stack, allPages: true)
        let operations = PastOperation.all(in: events)
        guard !operations.isEmpty else { throw onlyReviewed }
        guard let past = operations.first(where: { Int(word) == $0.number || $0.ids.contains(word) }) else {
            throw UsageError(
                "--operation is '\(word)'; allowed: a number from 1 to \(operations.count), or an ID, as '\(environment.commandLine("events", through: aws.connection)) --list' shows them"
            )
        }
        var operation = StackOperation(stack: stack, name: name, templates: templates, after: nil)
        _ = operation.absorb(Array(events[past.newestEvent...]), ofStack: stack)
        let end = past.number == 1 ? nil : operations[past.number - 2].start
        try await readNested(in: &operation, until: end)
        return try await story(of: operation, isNewest: past.number == 1)
    }

    /// Reads the nested stacks of an operation, whose root is read, level by level.
    ///
    /// - Parameter end: when the next operation began.
    private func readNested(in operation: inout StackOperation, until end: ServiceTime?) async throws {
        while case let stacks = operation.unreadStacks, !stacks.isEmpty {
            let pages = try await concurrently(stacks, atMost: AWSCLI.simultaneousCalls) { stack in
                do {
                    return try await aws.events(ofStack: stack, allPages: true)
                } catch AWSError.stackMissing {
                    // Deleted so long ago that AWS has forgotten it; its parent's events tell the rest.
                    return []
                }
            }
            for (stack, events) in zip(stacks, pages) {
                let own = events.filter { event in end.map { event.timestamp < $0 } ?? true }
                _ = operation.absorb(own, ofStack: stack)
            }
        }
    }

    private func story(of operation: StackOperation, isNewest: Bool) async throws -> OperationStory {
        var evidence: [String] = []
        // What there is now has other operations behind it, and tells nothing of the failure of an earlier one.
        if isNewest, let failure = operation.firstFailure {
            evidence = await FailureInquiry(aws: aws).evidence(behind: failure)
        }
        guard let story = OperationStory(operation, evidence: evidence) else { throw onlyReviewed }
        return story
    }

    private var onlyReviewed: CommandError {
        CommandError("not-deployed", "\(name) was only reviewed: nothing was done to it yet")
    }

    private func stack() async throws -> String {
        if let stack = try await aws.stack(name) { return stack.stackId }
        if let stack = try await aws.newestDeletedStack(named: name) { return stack }
        throw CommandError(
            "not-deployed",
            "there is no stack \(name) in \(aws.connection.region), and none was deleted in the last 90 days; deploy it with '\(environment.commandLine("deploy", through: aws.connection))'"
        )
    }
}

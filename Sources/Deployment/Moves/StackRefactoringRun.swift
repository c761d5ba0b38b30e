import AWSAccess

/// Carries a stack refactoring out: made, looked at by CloudFormation, executed, followed to its end.
///
/// AWS CloudFormation User Guide, "Stack refactoring".
struct StackRefactoringRun: Sendable {
    let stackName: String
    let aws: AWSCLI

    /// What the refactorings of a stack are described with, by which one in progress is known again.
    static func description(ofStack name: String) -> String { "deploy \(name): formerly" }

    /// Has CloudFormation make a refactoring and look at it; nothing is changed by that.
    ///
    /// - Throws: ``CommandError`` with what CloudFormation has against it.
    func make(_ request: StackRefactorRequest) async throws -> StackRefactor {
        let id = try await aws.createStackRefactor(request)
        let made = try await wait(for: id) { $0.isPending }
        guard made.isAvailable else {
            throw CommandError(
                "move-refused", "CloudFormation refuses the moves: \(made.reason)",
                hints: [
                    "nothing was changed",
                    "where it cannot move a resource, stack.keepLogicalID(_:insteadOf:) keeps one that got another name in its stack",
                ])
        }
        return made
    }

    /// Executes a refactoring, and follows it.
    ///
    /// - Throws: ``CommandError`` where it failed, after which the stacks are as they were.
    func execute(_ refactor: StackRefactor) async throws {
        try await begin(refactor.stackRefactorId)
        try await follow(refactor.stackRefactorId)
    }

    /// Follows what an earlier run, or somebody else, has begun with the stack.
    ///
    /// - Returns: whether there was something.
    func followLeftover(announce: () -> Void) async throws -> Bool {
        let description = Self.description(ofStack: stackName)
        let own = try await aws.executingStackRefactors().filter { $0.description == description }
        if own.isEmpty { return false }
        announce()
        for refactor in own { try await follow(refactor.stackRefactorId) }
        return true
    }

    private func begin(_ id: String) async throws {
        for attempt in 1... {
            do {
                return try await aws.executeStackRefactor(id)
            } catch let error as AWSError where error.leavesOutcomeOpen && attempt < 3 {
                // The answer was lost, and with it whether it began.
                let state = try await aws.patiently { try await aws.stackRefactor(id) }
                if !state.isAvailable { return }
            }
        }
    }

    private func follow(_ id: String) async throws {
        let ended: StackRefactor
        do {
            ended = try await wait(for: id) { $0.isExecuting || $0.isAvailable }
        } catch is CancellationError {
            throw Interrupted(
                description: "CloudFormation goes on with the moves by itself; the same command follows them again")
        } catch let error as AWSError {
            throw CommandError(
                "unknown-outcome",
                "\(stackName): CloudFormation goes on with the moves, but how cannot be read: \(error)",
                hints: ["run the same command again when AWS can be reached: it follows them, or goes on after them"])
        }
        guard ended.isExecuted else {
            throw CommandError(
                "move-refused", "the moves failed and were taken back: \(ended.reason)",
                hints: ["the resources are where they were, under their old names"])
        }
    }

    /// A refactoring once it is no longer what it is waited for; some minutes at most.
    private func wait(for id: String, whileIt isBusy: (StackRefactor) -> Bool) async throws -> StackRefactor {
        for _ in 1...3600 {
            let state = try await aws.patiently { try await aws.stackRefactor(id) }
            if !isBusy(state) { return state }
            try await aws.sleep(aws.connection.isLocal ? .milliseconds(200) : .seconds(1))
        }
        throw CommandError(
            "aws-late", "AWS has not finished the stack refactoring \(id) in an hour; run the same command again later")
    }
}

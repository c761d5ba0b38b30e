import AWSAccess

extension AWSCLI {
    private struct Created: Decodable {
        let stackRefactorId: String
    }

    private struct Summaries: Decodable {
        let stackRefactorSummaries: [StackRefactor]
    }

    private struct Actions: Decodable {
        let stackRefactorActions: [StackRefactorAction]
    }

    /// Has CloudFormation look at a refactoring, which changes nothing, and gives its ID. There is no way to delete one
    /// that is not executed; it stays in a list, and another change of its stacks makes it void.
    func createStackRefactor(_ request: StackRefactorRequest) async throws -> String {
        try await run(request.arguments(), input: request.input(), as: Created.self).stackRefactorId
    }

    func stackRefactor(_ id: String) async throws -> StackRefactor {
        try await run(["cloudformation", "describe-stack-refactor", "--stack-refactor-id", id], as: StackRefactor.self)
    }

    /// What a refactoring is going to do.
    func actions(ofStackRefactor id: String) async throws -> [StackRefactorAction] {
        try await run(
            ["cloudformation", "list-stack-refactor-actions", "--stack-refactor-id", id], as: Actions.self
        ).stackRefactorActions
    }

    /// The refactorings that are being executed, or taken back, in the account and region.
    func executingStackRefactors() async throws -> [StackRefactor] {
        try await run(
            [
                "cloudformation", "list-stack-refactors", "--execution-status-filter", "EXECUTE_IN_PROGRESS",
                "ROLLBACK_IN_PROGRESS",
            ], as: Summaries.self
        ).stackRefactorSummaries
    }

    func executeStackRefactor(_ id: String) async throws {
        try await run(["cloudformation", "execute-stack-refactor", "--stack-refactor-id", id])
    }
}

import AWSAccess

extension AWSCLI {
    private struct Stacks: Decodable {
        let stacks: [StackDescription]
    }

    /// A stack by name or ARN; nil when there is none.
    package func stack(_ name: String) async throws -> StackDescription? {
        do {
            let answer = try await run(["cloudformation", "describe-stacks", "--stack-name", name], as: Stacks.self)
            return answer.stacks.first
        } catch AWSError.stackMissing {
            return nil
        }
    }
}

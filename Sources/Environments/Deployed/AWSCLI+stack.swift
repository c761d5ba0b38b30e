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

    /// The number of the account that a stack is in, or would be made in.
    ///
    /// - Parameter stack: nil where there is none. Its ARN has the number, so that nobody needs to be asked.
    package func account(of stack: StackDescription?) async throws -> String {
        if let known = stack?.account { return known }
        return try await account()
    }
}

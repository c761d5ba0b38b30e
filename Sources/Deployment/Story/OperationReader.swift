import AWSAccess
import Environments

/// Reads the last operation of an environment's stack, also of one that is deleted.
struct OperationReader: Sendable {
    let environment: EnvironmentFile
    let templates: DeployableTemplates
    let aws: AWSCLI

    /// Its story.
    ///
    /// - Throws: ``CommandError`` where there was none; ``AWSError``.
    func story() async throws -> OperationStory {
        let name = environment.stackName
        guard let stack = try await stack(named: name) else {
            throw CommandError(
                "not-deployed",
                "there is no stack \(name) in \(aws.connection.region), and none was deleted in the last 90 days; deploy it with '\(environment.commandLine("deploy", through: aws.connection))'"
            )
        }
        var operation = StackOperation(stack: stack, name: name, templates: templates, after: nil)
        _ = try await operation.read([stack], with: aws)
        var evidence: [String] = []
        if let failure = operation.firstFailure {
            evidence = await FailureInquiry(aws: aws).evidence(behind: failure)
        }
        guard let story = OperationStory(operation, evidence: evidence) else {
            throw CommandError("not-deployed", "\(name) was only reviewed: nothing was done to it yet")
        }
        return story
    }

    private func stack(named name: String) async throws -> String? {
        if let stack = try await aws.stack(name) { return stack.stackId }
        return try await aws.newestDeletedStack(named: name)
    }
}

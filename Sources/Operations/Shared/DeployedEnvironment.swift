import AWSAccess
import Environments
import Terminal

/// A deployed environment, as every tool finds it: through the outputs of its stack, never by names typed by hand.
struct DeployedEnvironment: Sendable {
    let environment: EnvironmentFile
    let aws: AWSCLI
    private let outputs: StackOutputs

    /// The value of the tag `Project` on everything that belongs to it.
    var project: String { environment.projectTagValue }
    /// The value of the tag `Environment` on everything that belongs to it.
    var environmentTag: String { environment.environmentTagValue }

    /// Reads the outputs of an environment's stack.
    ///
    /// - Throws: `CommandError` when it is not deployed; `AWSError`.
    init(_ environment: EnvironmentFile, with aws: AWSCLI) async throws {
        self.environment = environment
        self.aws = aws
        outputs = try await StackOutputs.read(environment, with: aws)
    }

    /// The value of an output that the tool cannot do without.
    ///
    /// - Throws: `CommandError` when the stack has no such output, being deployed from another version.
    func output(_ name: String) throws -> String {
        if let value = outputs[name] { return value }
        throw CommandError(
            "missing-resource",
            "\(environment.stackName) has no output \(name); it has: \(outputs.names.joined(separator: ", "))",
            hints: ["bring it up to date with '\(environment.commandLine("deploy", through: aws.connection))'"])
    }
}

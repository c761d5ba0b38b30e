import AWSAccess
import Foundation
import Terminal

/// The world of a command: what it talks through, and what tests play.
public struct CommandContext: Sendable {
    /// Where results, messages and questions go.
    public var terminal: Terminal
    /// The environments that there are.
    public var environments: EnvironmentDirectory
    /// The AWS CLI for a connection.
    public var aws: @Sendable (AWSConnection) -> AWSCLI
    /// The clock.
    public var now: @Sendable () -> Date
    /// This process's environment.
    public var variables: [String: String]

    /// By default the world of the process: its terminal, `parameters/`, and the `aws` on its PATH.
    ///
    /// - Parameters:
    ///   - aws: the AWS CLI for a connection; nil for the one on the PATH.
    ///   - secretVariables: the environment variables that give secret parameters, which are withheld from what is run.
    public init(
        terminal: Terminal = .process, environments: EnvironmentDirectory = EnvironmentDirectory(),
        aws: (@Sendable (AWSConnection) -> AWSCLI)? = nil, secretVariables: [String] = [],
        now: @escaping @Sendable () -> Date = { Date() },
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.terminal = terminal
        self.environments = environments
        self.now = now
        self.variables = variables
        let cli = aws ?? { AWSCLI(connection: $0, variables: variables, reportWait: terminal.reportNote) }
        self.aws = { cli($0).withholding(secretVariables) }
    }
}

import Foundation
import Terminal

/// The world of a command: what it talks through, and what tests play.
public struct CommandContext: Sendable {
    public var terminal: Terminal
    /// The environments that there are.
    public var environments: EnvironmentDirectory
    /// The AWS CLI for a connection.
    public var aws: @Sendable (AWSConnection) -> AWSCLI
    /// The clock.
    public var now: @Sendable () -> Date

    /// By default the world of the process: its terminal, `parameters/`, and the `aws` on its PATH.
    public init(
        terminal: Terminal = .process, environments: EnvironmentDirectory = EnvironmentDirectory(),
        aws: @escaping @Sendable (AWSConnection) -> AWSCLI = { AWSCLI(connection: $0) }, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.terminal = terminal
        self.environments = environments
        self.aws = aws
        self.now = now
    }
}

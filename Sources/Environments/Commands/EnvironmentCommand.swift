import Terminal

/// A command that works on a deployed environment.
public protocol EnvironmentCommand: Sendable {
    /// What it understands.
    var syntax: CommandSyntax { get }

    /// Does the work.
    ///
    /// - Throws: anything; ``CommandRun`` says how the command then ends.
    func perform(_ arguments: Arguments, in context: CommandContext) async throws
}

extension EnvironmentCommand {
    /// Does the work, and turns what it throws into messages and an exit status.
    public func run(_ arguments: Arguments, in context: CommandContext = CommandContext()) async -> ExitCode {
        await CommandRun.exitCode(of: arguments.syntax, on: context.terminal) {
            try await perform(arguments, in: context)
        }
    }
}

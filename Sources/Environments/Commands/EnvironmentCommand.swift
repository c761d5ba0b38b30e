import Terminal

/// A command that works on a deployed environment. Its executable is `await OutputsCommand().main()`.
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
        await CommandRun.exitCode(of: syntax, on: context.terminal) { try await perform(arguments, in: context) }
    }

    /// Runs the process: reads its arguments, and ends it.
    ///
    /// - Parameter secrets: which environment variables give secret parameters, and are withheld from what is run.
    public func main(secrets: [SecretBinding] = []) async -> Never {
        let arguments = syntax.parseOrExit()
        await run(arguments, in: CommandContext(secrets: secrets)).exitProcess()
    }
}

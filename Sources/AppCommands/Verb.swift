import CloudFormation
import Environments
import Terminal

/// One thing that an app's command can do.
public struct Verb: Sendable {
    /// What it is called.
    public let name: String
    let syntax: @Sendable (AppCommand) -> CommandSyntax
    let perform: @Sendable (Arguments, VerbRun) async -> ExitCode

    init(
        _ syntax: @escaping @Sendable (AppCommand) -> CommandSyntax, named name: String,
        perform: @escaping @Sendable (Arguments, VerbRun) async -> ExitCode
    ) {
        self.name = name
        self.syntax = syntax
        self.perform = perform
    }

    /// A command on a deployed environment as a verb of an app: `Verb("greet") { _ in GreetCommand() }`.
    ///
    /// - Parameters:
    ///   - name: what the verb is called. Messages call the command so too, whatever its own name.
    ///   - makeCommand: makes it for the app, which is synthesized only when the command asks for that.
    public init<Command: EnvironmentCommand>(
        _ name: String, _ makeCommand: @escaping @Sendable (AppCommand) -> Command
    ) {
        self.init({ makeCommand($0).syntax }, named: name) { arguments, run in
            await makeCommand(run.app).run(arguments, in: run.context)
        }
    }
}

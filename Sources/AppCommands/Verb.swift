import CloudFormation
import Deployment
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

    /// A command on a deployed environment as a verb of an app.
    ///
    /// - Parameters:
    ///   - name: what the command is called in its own help.
    ///   - makeCommand: makes it from the templates of the app, which are synthesized when it asks for them.
    public init<Command: EnvironmentCommand>(
        _ name: String,
        _ makeCommand: @escaping @Sendable (@escaping @Sendable () throws -> DeployableTemplates) -> Command
    ) {
        self.init({ makeCommand($0.templatesToDeploy).syntax }, named: name) { arguments, run in
            await makeCommand(run.app.templatesToDeploy).run(arguments, in: run.context)
        }
    }
}

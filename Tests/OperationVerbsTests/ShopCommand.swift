import AppCommands
import AppDeclaration
import CloudFormation
import Environments
import OperationVerbs
import Terminal

// What somebody writes elsewhere, with what everybody may use.

/// A command of one's own.
struct RegionCommand: EnvironmentCommand {
    var syntax: CommandSyntax {
        CommandSyntax(
            "region", summary: "Says where an environment is.", options: EnvironmentOptions.options,
            examples: [.init("region --env dev", "such as eu-west-3")])
    }

    func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        context.terminal.output.print("\(environment.stackName) is in \(connection.region)")
    }
}

enum Shop {
    static let operations = OperatedApp(
        workingHours: WorkingHours(of: ["dev"], from: 8, to: 20, timeZone: "Europe/Paris"))

    static func app() -> App {
        let app = App()
        app.stack("Shop").add("Bucket", RawResource("AWS::S3::Bucket"))
        return app
    }

    /// As in `await Shop.command(parameters: "parameters").main()`.
    static func command(parameters: String) -> AppCommand {
        AppCommand(
            parameters: parameters,
            verbs: Verb.all + Verb.operations(operations) + [Verb("where") { _ in RegionCommand() }], app)
    }
}

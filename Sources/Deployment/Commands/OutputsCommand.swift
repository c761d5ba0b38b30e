import Diagnostics
import Environments
import Terminal

/// `outputs --env NAME`.
public struct OutputsCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "outputs", summary: "Shows the outputs of a deployed environment.",
        options: EnvironmentOptions.options + [
            OutputFormat.option(.ofValues),
            .flag("json", "the same as --format json"),
        ],
        examples: [
            .init("outputs --env dev", "as a table"),
            .init("outputs --env dev --json", "for jq and other tools"),
            .init(#"eval "$(outputs --env dev --format env)""#, "as shell variables: $ALB_DNS_NAME"),
        ])

    public var syntax: CommandSyntax { Self.syntax }

    public init() {}

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(
            arguments, from: .ofValues, default: arguments.flag("json") ? .json : .text)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let outputs = try await StackOutputs.read(environment, with: context.aws(connection))
        outputs.print(as: format, on: context.terminal.output)
    }
}

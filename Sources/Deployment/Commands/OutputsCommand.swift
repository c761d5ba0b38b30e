import Environments
import Terminal

/// `outputs --env NAME`.
public struct OutputsCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "outputs", summary: "Shows the outputs of a deployed environment.",
        options: EnvironmentOptions.options + [
            .value("format", "FORMAT", "table (the default), json or env"),
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
        let standard = arguments.flag("json") ? "json" : "table"
        let name = try arguments.choice("format", from: StackOutputs.Format.allCases.map(\.rawValue), default: standard)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let outputs = try await StackOutputs.read(environment, with: context.aws(connection))
        outputs.print(as: StackOutputs.Format(rawValue: name) ?? .table, on: context.terminal.output)
    }
}

import Terminal

/// `destroy --env NAME`.
public enum DestroyCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "destroy", summary: "Deletes a deployed environment, after saying what goes and what stays.",
        options: EnvironmentOptions.options + [
            .flag("yes", "do not ask (a protected environment needs --confirm too)"),
            .value("confirm", "STACK", "the stack's name, instead of typing it for a protected environment"),
            .flag("delete-retained", "also delete retained data: buckets with all versions, final database snapshots"),
        ],
        examples: [
            .init("destroy --env dev", "list what is deleted and what is retained, ask, delete"),
            .init("destroy --env local --yes --delete-retained", "leave nothing behind"),
            .init("destroy --env prod --yes --confirm webmarket-plus-prod", "a protected environment, without a terminal"),
        ])

    /// Runs the command.
    public static func run(
        _ arguments: Arguments, terminal: Terminal = .process,
        aws: @escaping @Sendable (AWSConnection) -> AWSCLI = { AWSCLI(connection: $0) },
        directory: EnvironmentDirectory = EnvironmentDirectory(),
        templates: @escaping @Sendable () throws -> DeployableTemplates
    ) async -> ExitCode {
        await CommandRun.exitCode(of: syntax, on: terminal) {
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, directory: directory)
            let destroyer = Destroyer(
                templates: try templates(), environment: environment, aws: aws(connection),
                terminal: terminal)
            try await destroyer.destroy(
                .init(
                    assumesYes: arguments.flag("yes"), confirmedStack: arguments.value("confirm"),
                    deletesRetained: arguments.flag("delete-retained")))
        }
    }
}

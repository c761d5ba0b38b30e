import Terminal

/// `deploy --env NAME`.
public enum DeployCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "deploy", summary: "Deploys an environment: change set, review, execution, outputs.",
        options: EnvironmentOptions.options + [
            .flag("dry-run", "make the change set, show it, delete it"),
            .flag("yes", "do not ask, even where the environment is protected"),
        ],
        examples: [
            .init("deploy --env dev", "create or update dev; no change is a success"),
            .init("deploy --env prod --dry-run", "show what an update of prod would change"),
            .init("DB_PASSWORD=... deploy --env dev", "with a database password of your own instead of one that RDS manages"),
            .init("deploy --env prod --yes --profile ci", "from a pipeline"),
        ],
        notes: [
            """
            Secrets come from the environment, never from files or options. A deployed stack keeps its secret when the
            variable is not set. Ctrl+C before the execution leaves nothing behind; after it, CloudFormation goes on by
            itself, and the same command follows it again.
            """
        ])

    /// Runs the command.
    ///
    /// - Parameters:
    ///   - secrets: which environment variables give secret parameters.
    ///   - aws: the AWS CLI for a connection.
    ///   - templates: synthesizes what is to be deployed.
    public static func run(
        _ arguments: Arguments, secrets: [SecretBinding], terminal: Terminal = .process,
        aws: @escaping @Sendable (AWSConnection) -> AWSCLI = { AWSCLI(connection: $0) },
        directory: EnvironmentDirectory = EnvironmentDirectory(),
        templates: @escaping @Sendable () throws -> DeployableTemplates
    ) async -> ExitCode {
        await CommandRun.exitCode(of: syntax, on: terminal) {
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, directory: directory)
            let deployer = Deployer(
                templates: try templates(), environment: environment, aws: aws(connection),
                terminal: terminal, secrets: secrets)
            try await deployer.deploy(.init(isDryRun: arguments.flag("dry-run"), assumesYes: arguments.flag("yes")))
        }
    }
}

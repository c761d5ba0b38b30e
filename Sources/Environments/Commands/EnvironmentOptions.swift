import AWSAccess
import Terminal

/// The options that every command on a deployed environment takes.
public enum EnvironmentOptions {
    /// `--env`, `--region`, `--profile` and `--endpoint`, for a ``CommandSyntax``.
    public static let options = options(environmentIs: "required")

    /// The same for a command that also works without an environment.
    ///
    /// - Parameter note: when one has to be named.
    public static func options(environmentIs note: String) -> [CommandSyntax.Option] {
        [
            .value("env", "NAME", "the environment, named after its file (\(note))"),
            .value("region", "REGION", "another AWS region than the file's"),
            .value("profile", "NAME", "a profile of the AWS CLI"),
            .value("endpoint", "URL", "another address of the local cloud, for an environment that uses it"),
            .value(
                "aws-timeout", "SECONDS",
                "give up an 'aws' that gives no sign of life (the default: \(standardPatience))"),
        ]
    }

    private static let standardPatience = 300

    /// The environment and the connection that a command line names. Says what of the user's own configuration is not
    /// obeyed.
    ///
    /// - Throws: `UsageError` without `--env`, ``CommandError`` for an environment that does not exist or is wrong.
    public static func resolve(
        _ arguments: Arguments, in context: CommandContext
    ) throws -> (environment: EnvironmentFile, connection: AWSConnection) {
        guard let name = arguments.value("env") else {
            throw UsageError(
                "--env NAME is missing; environments: \(try context.environments.names().joined(separator: ", "))")
        }
        let environment = try context.environments.environment(name)
        var endpoint = environment.endpoint
        if let other = arguments.value("endpoint") {
            // Only what was meant for the local cloud may be sent elsewhere on this machine, never production.
            guard endpoint != nil else {
                throw UsageError(
                    "--endpoint is for environments with an 'endpoint' in their file, and \(environment.fileName) has none"
                )
            }
            guard EnvironmentFile.isLoopback(other) else {
                throw UsageError(
                    "--endpoint is '\(other)'; allowed: an address of this machine such as http://localhost:4566")
            }
            endpoint = other
        }
        if let region = arguments.value("region"), !EnvironmentFile.isRegion(region) {
            throw UsageError("--region is '\(region)'; allowed: an AWS region such as eu-west-3")
        }
        let patience = try arguments.integer("aws-timeout", in: 1...86_400, default: standardPatience)
        let connection = AWSConnection(
            region: arguments.value("region") ?? environment.region, profile: arguments.value("profile"),
            endpoint: endpoint,
            credentialsFile: try environment.credentialsFile(), patience: .seconds(patience))
        let overridden = CLIConfiguration(variables: context.variables)
            .overriddenEndpoints(by: endpoint, profile: connection.profile, fileName: environment.fileName)
        for note in overridden { context.terminal.reportNote(note) }
        return (environment, connection)
    }
}

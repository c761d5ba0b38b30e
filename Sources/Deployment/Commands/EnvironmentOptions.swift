import Terminal

/// The options that every command on a deployed environment takes.
public enum EnvironmentOptions {
    /// `--env`, `--region`, `--profile` and `--endpoint`, for a ``CommandSyntax``.
    public static let options: [CommandSyntax.Option] = [
        .value("env", "NAME", "the environment: a file in parameters/ (required)"),
        .value("region", "REGION", "another AWS region than the file's"),
        .value("profile", "NAME", "a profile of the AWS CLI"),
        .value("endpoint", "URL", "the local cloud at this address instead of AWS; not for a protected environment"),
    ]

    /// The environment and the connection that a command line names.
    ///
    /// - Throws: `UsageError` without `--env`, ``DeploymentError`` for an environment that does not exist or is wrong.
    public static func resolve(
        _ arguments: Arguments, in context: CommandContext
    ) throws -> (environment: EnvironmentFile, connection: AWSConnection) {
        guard let name = arguments.value("env") else {
            throw UsageError("--env NAME is missing; environments: \(try context.environments.names().joined(separator: ", "))")
        }
        let environment = try context.environments.environment(name)
        var endpoint = environment.endpoint
        if let other = arguments.value("endpoint") {
            // Whoever reads that production was deployed or destroyed must be able to believe it.
            guard endpoint != nil || !environment.isProtected else {
                throw UsageError("--endpoint is not for \(environment.name), which is protected: \(environment.fileName)")
            }
            guard EnvironmentFile.isLoopback(other) else {
                throw UsageError("--endpoint is '\(other)'; allowed: an address of this machine such as http://localhost:4566")
            }
            endpoint = other
        }
        let connection = AWSConnection(
            region: arguments.value("region") ?? environment.region, profile: arguments.value("profile"), endpoint: endpoint)
        return (environment, connection)
    }
}

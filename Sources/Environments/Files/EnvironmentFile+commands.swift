import AWSAccess

extension EnvironmentFile {
    /// A command on this environment over a connection, as a message tells the user to run it: `swift run Infra deploy
    /// --env dev`, with what was given on the command line beside the file, such as a profile. Without it the command
    /// would go elsewhere.
    package func commandLine(_ command: String, through connection: AWSConnection) -> String {
        let additions =
            (connection.region == region ? [] : ["--region", connection.region])
            + (connection.profile.map { ["--profile", $0] } ?? [])
            + (connection.endpoint.flatMap { $0 == endpoint ? nil : ["--endpoint", $0] } ?? [])
        return invocation.commandLine(([command, "--env", name] + additions).joined(separator: " "))
    }
}

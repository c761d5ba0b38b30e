import AWSAccess

extension EnvironmentFile {
    /// What leads to this environment over a connection, for a command that a message tells the user to run: `--env
    /// dev`, and what was given on the command line beside the file, such as a profile. Without it the command would go
    /// elsewhere.
    package func shownOptions(through connection: AWSConnection) -> String {
        (["--env", name] + additions(through: connection)).joined(separator: " ")
    }

    /// The same for a target of make: `make deploy ENV=dev ARGS="--profile work"`.
    package func shownTarget(_ target: String, through connection: AWSConnection) -> String {
        let additions = additions(through: connection).joined(separator: " ")
        return "make \(target) ENV=\(name)" + (additions.isEmpty ? "" : " ARGS=\"\(additions)\"")
    }

    private func additions(through connection: AWSConnection) -> [String] {
        (connection.region == region ? [] : ["--region", connection.region])
            + (connection.profile.map { ["--profile", $0] } ?? [])
            + (connection.endpoint.flatMap { $0 == endpoint ? nil : ["--endpoint", $0] } ?? [])
    }
}

import AWSAccess

extension DatabaseInstance {
    /// Why there is no snapshot of it now, and what to do.
    func refusal(
        of command: String, through connection: AWSConnection, storageParameter: String?
    ) -> CommandError {
        let (reason, advice) = meaning
        let options = "--db-instance-identifier \(identifier) \(connection.shownArguments)"
        let hint: String? =
            switch advice {
            case .wait:
                "run '\(command)' again when it is available; to wait for that: aws rds wait db-instance-available \(options)"
            case .start: "start it, and run '\(command)' again: aws rds start-db-instance \(options)"
            case .enlarge: "give it more storage first\(storageParameter.map { ": parameter \($0)" } ?? "")"
            case .restoreKey:
                "enable the key in KMS again; where that is no longer possible, restore the database from a snapshot"
            case .look:
                "see what RDS says of it: aws rds describe-events --source-type db-instance --source-identifier \(identifier) \(connection.shownArguments)"
            case .nothing: nil
            }
        return CommandError(
            "snapshot-refused",
            "no snapshot was made: the database \(identifier) is not available but '\(status)': \(reason)",
            hints: hint.map { [$0] } ?? [])
    }
}

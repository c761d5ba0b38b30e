/// What RDS has, as typed calls. The AWS CLI reads all pages by itself.
extension AWSCLI {
    private struct Instances: Decodable {
        let instances: [DatabaseInstance]
        private enum CodingKeys: String, CodingKey { case instances = "dBInstances" }
    }

    private struct Snapshots: Decodable {
        let snapshots: [DatabaseSnapshot]
        private enum CodingKeys: String, CodingKey { case snapshots = "dBSnapshots" }
    }

    private struct Backups: Decodable {
        let backups: [AutomatedBackup]
        private enum CodingKeys: String, CodingKey { case backups = "dBInstanceAutomatedBackups" }
    }

    /// All database instances of the region.
    package func databaseInstances() async throws -> [DatabaseInstance] {
        try await run(["rds", "describe-db-instances"], as: Instances.self).instances
    }

    /// A database instance by its identifier; nil when there is none.
    package func databaseInstance(_ identifier: String) async throws -> DatabaseInstance? {
        do {
            let command = ["rds", "describe-db-instances", "--db-instance-identifier", identifier]
            return try await run(command, as: Instances.self).instances.first
        } catch let error as AWSError where error.hasCode("DBInstanceNotFound") {
            return nil
        }
    }

    /// The snapshots that this account has of databases, those of deleted ones too.
    ///
    /// - Parameter onlyManual: leaves out automated ones and AWS Backup's.
    package func databaseSnapshots(onlyManual: Bool = false) async throws -> [DatabaseSnapshot] {
        let filter = onlyManual ? ["--snapshot-type", "manual"] : []
        return try await run(["rds", "describe-db-snapshots"] + filter, as: Snapshots.self).snapshots
    }

    /// A manual snapshot by name; nil when there is none.
    package func databaseSnapshot(_ name: String) async throws -> DatabaseSnapshot? {
        do {
            let command = ["rds", "describe-db-snapshots", "--db-snapshot-identifier", name]
            return try await run(command, as: Snapshots.self).snapshots.first
        } catch let error as AWSError where error.hasCode("DBSnapshotNotFound") {
            return nil
        }
    }

    /// The automated backups that there are of databases, those of deleted ones too.
    package func automatedBackups() async throws -> [AutomatedBackup] {
        try await run(["rds", "describe-db-instance-automated-backups"], as: Backups.self).backups
    }
}

extension AWSError {
    /// Whether a service answered with an error code; RDS writes some of them with `Fault` at the end.
    package func hasCode(_ code: String) -> Bool {
        if case .service(let given, _, _) = self { return given == code || given == code + "Fault" }
        return false
    }
}

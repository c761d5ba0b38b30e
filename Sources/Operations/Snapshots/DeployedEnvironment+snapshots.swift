extension DeployedEnvironment {
    /// The identifier of the environment's database.
    func databaseIdentifier() throws -> String { try output("RdsInstanceId") }

    /// What a snapshot carries: those of the environment, and which tool made it.
    var snapshotTags: [String: String] {
        environment.tags.merging(["Project": project, "Environment": environmentTag, "CreatedBy": "backup-manager"]) {
            $1
        }
    }
}

extension DeployedEnvironment {
    /// The identifier of the environment's database.
    func databaseIdentifier() throws -> String { try output("RdsInstanceId") }

    /// The value of the tag `Environment` on everything that belongs to it.
    var environmentTag: String { environment.tags["Environment"] ?? environment.parameters["Environment"] ?? environment.name }

    /// What a snapshot carries: those of the environment, and which tool made it.
    var snapshotTags: [String: String] {
        environment.tags.merging(["Project": project, "Environment": environmentTag, "CreatedBy": "backup-manager"]) { $1 }
    }
}

import AppDeclaration
import Environments

extension DeployedEnvironment {
    /// The identifier of the environment's database.
    func databaseIdentifier(_ locator: ResourceLocator) async throws -> String {
        try await physicalID(locator, ofType: "AWS::RDS::DBInstance")
    }

    /// What a snapshot carries: those of the environment, and which tool made it.
    var snapshotTags: [String: String] {
        let own = [
            EnvironmentFile.projectTag: project, EnvironmentFile.environmentTag: environmentTag,
            "CreatedBy": "backup-manager",
        ]
        return environment.tags.merging(own) { $1 }
    }
}

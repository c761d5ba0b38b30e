/// Automated backups of a database: of one that exists, or kept of one that was deleted. Amazon RDS API Reference,
/// "DBInstanceAutomatedBackup".
package struct AutomatedBackup: Decodable, Sendable {
    /// What reports call such a thing; CloudFormation has no type for it.
    package static let type = "AWS::RDS::DBInstanceAutomatedBackup"

    /// The identifier of the database.
    package let instance: String
    /// The database's resource ID, by which they are deleted.
    package let resource: String
    /// `active`, `retained` or `creating`.
    package let status: String
    /// When the database was made.
    package let instanceCreated: ServiceTime?
    package let tags: ResourceTags?

    private enum CodingKeys: String, CodingKey {
        case instance = "dBInstanceIdentifier"
        case resource = "dbiResourceId"
        case status
        case instanceCreated = "instanceCreateTime"
        case tags = "tagList"
    }
}

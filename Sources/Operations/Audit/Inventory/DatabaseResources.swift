import AWSAccess

// What the audit reads of RDS's answers. Their keys keep AWS's capitals but for the first letter.

struct Database: Decodable, NetworkedResource {
    struct ParameterGroup: Decodable, Sendable {
        let name: String
        enum CodingKeys: String, CodingKey { case name = "dBParameterGroupName" }
    }
    struct SubnetGroup: Decodable, Sendable { let vpcId: String? }
    struct Secret: Decodable, Sendable { let secretArn: String? }

    let identifier: String
    let instanceClass: String
    let engine: String
    let engineVersion: String
    let status: String
    let multiAZ: Bool
    /// GiB.
    let allocatedStorage: Int
    let storageType: String?
    let storageEncrypted: Bool?
    let publiclyAccessible: Bool?
    let backupRetentionPeriod: Int?
    let deletionProtection: Bool?
    /// `open-source-rds-extended-support` or `open-source-rds-extended-support-disabled`.
    let engineLifecycleSupport: String?
    let parameterGroups: [ParameterGroup]?
    let masterUserSecret: Secret?
    let subnetGroup: SubnetGroup?
    let tags: ResourceTags?

    enum CodingKeys: String, CodingKey {
        case identifier = "dBInstanceIdentifier"
        case instanceClass = "dBInstanceClass"
        case engine, engineVersion
        case status = "dBInstanceStatus"
        case multiAZ, allocatedStorage, storageType, storageEncrypted, publiclyAccessible, backupRetentionPeriod
        case deletionProtection, engineLifecycleSupport
        case parameterGroups = "dBParameterGroups"
        case masterUserSecret
        case subnetGroup = "dBSubnetGroup"
        case tags = "tagList"
    }

    var physicalID: String { identifier }
    var network: String? { subnetGroup?.vpcId }
    /// Whether its hours are billed: everything but stopped is.
    var isBilled: Bool { status != "stopped" }
    var major: String { engineVersion.split(separator: ".").prefix(2).joined(separator: ".") }
}

/// Automated backups of a database: of one that exists, or kept of one that was deleted.
struct AutomatedBackup: Decodable, Sendable {
    let instance: String
    /// The database's resource ID, by which they are deleted.
    let resource: String
    /// `active`, `retained` or `creating`.
    let status: String
    let tags: ResourceTags?

    enum CodingKeys: String, CodingKey {
        case instance = "dBInstanceIdentifier"
        case resource = "dbiResourceId"
        case status
        case tags = "tagList"
    }
}

struct DatabaseParameter: Decodable, Sendable {
    let parameterName: String
    let parameterValue: String?
}

/// A database instance. Amazon RDS API Reference, "DBInstance".
package struct DatabaseInstance: Decodable, Sendable, Equatable {
    package struct ParameterGroup: Decodable, Sendable, Equatable {
        package let name: String
        private enum CodingKeys: String, CodingKey { case name = "dBParameterGroupName" }
    }
    package struct SubnetGroup: Decodable, Sendable, Equatable { package let vpcId: String? }
    package struct Secret: Decodable, Sendable, Equatable { package let secretArn: String? }

    package let identifier: String
    package let arn: String
    package let instanceClass: String
    package let engine: String
    package let engineVersion: String
    /// `available`, `stopped` and many others.
    package let status: String
    /// Whether it has a standby.
    package let multiAZ: Bool
    /// GiB.
    package let allocatedStorage: Int
    package let storageType: String?
    package let storageEncrypted: Bool?
    package let publiclyAccessible: Bool?
    /// Days.
    package let backupRetentionPeriod: Int?
    package let deletionProtection: Bool?
    /// `open-source-rds-extended-support` or `open-source-rds-extended-support-disabled`.
    package let engineLifecycleSupport: String?
    package let parameterGroups: [ParameterGroup]?
    package let masterUserSecret: Secret?
    package let subnetGroup: SubnetGroup?
    package let cluster: String?
    /// What it is a read replica of.
    package let replicaSource: String?
    package let replicas: [String]?
    /// When RDS starts it by itself: seven days after it was stopped.
    package let automaticRestartTime: String?
    package let tags: ResourceTags?

    private enum CodingKeys: String, CodingKey {
        case identifier = "dBInstanceIdentifier"
        case arn = "dBInstanceArn"
        case instanceClass = "dBInstanceClass"
        case engine, engineVersion
        case status = "dBInstanceStatus"
        case multiAZ, allocatedStorage, storageType, storageEncrypted, publiclyAccessible, backupRetentionPeriod
        case deletionProtection, engineLifecycleSupport
        case parameterGroups = "dBParameterGroups"
        case masterUserSecret
        case subnetGroup = "dBSubnetGroup"
        case cluster = "dBClusterIdentifier"
        case replicaSource = "readReplicaSourceDBInstanceIdentifier"
        case replicas = "readReplicaDBInstanceIdentifiers"
        case automaticRestartTime
        case tags = "tagList"
    }
}

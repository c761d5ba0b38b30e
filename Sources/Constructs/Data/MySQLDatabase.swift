import AWSEC2
import AWSRDS
import AWSSecretsManager

/// A MySQL database in a network's isolated tier: encrypted, backed up, reached over TLS by those who were allowed to.
///
/// Its last state is kept as a snapshot when the database goes, or is replaced.
public struct MySQLDatabase: Connectable {
    /// Where the password of the administrator comes from.
    public enum Password {
        /// RDS makes one, keeps it in Secrets Manager and rotates it. Nobody needs to know it.
        case managedByRDS
        /// A secret parameter, where it is not empty, and RDS's own where it is.
        case parameter(Value<String>, unlessEmpty: Condition)
    }

    /// The TCP port.
    public static let port = 3306

    public let instance: Resource<RDS.DBInstance>
    public let securityGroup: SecurityGroup
    /// The host name.
    public var endpoint: Value<String> { instance.endpointAddress }

    /// Where RDS keeps the password that it made; empty where a password was given.
    public let managedSecretArn: Value<String>

    /// - Parameters:
    ///   - name: what the resources' `Name` tags begin with.
    ///   - version: a minor version of MySQL 8.0 or 8.4.
    ///   - instanceClass: as in `db.t3.micro`.
    ///   - storage: what it begins with, in GiB; at least 20.
    ///   - maximumStorage: how far RDS may let it grow, in GiB.
    ///   - multiAZ: a standby in another zone that takes over by itself.
    ///   - backupRetentionDays: how far back the database can be restored to any second.
    ///   - deletionProtection: refuses deletion until it is switched off.
    public init(
        in scope: Scope, name: Value<String>, network: Network, version: Value<String>, instanceClass: Value<String>,
        storage: Value<Int> = 20, maximumStorage: Value<Int> = 100,
        multiAZ: Value<Bool> = true, backupRetentionDays: Value<Int> = 7, deletionProtection: Value<Bool> = true,
        password: Password = .managedByRDS
    ) {
        securityGroup = SecurityGroup(
            in: scope, vpc: network.vpc, description: "MySQL, reached by the application only", name: "\(name)-database")
        let subnets = scope.add(
            "Subnets",
            RDS.DBSubnetGroup(
                dbSubnetGroupDescription: "The tier without a route out", subnetIds: network.isolatedTier.subnetIds))
        let numbers = version.split(separator: ".")
        let settings = scope.add(
            "Settings",
            RDS.DBParameterGroup(
                description: "TLS for every connection", family: "mysql\(numbers[0]).\(numbers[1])",
                parameters: ["require_secure_transport": "1"]))
        let (given, managed) = password.properties
        instance = scope.add(
            "Instance",
            RDS.DBInstance(
                allocatedStorage: storage.text, autoMinorVersionUpgrade: true,
                backupRetentionPeriod: backupRetentionDays, copyTagsToSnapshot: true, dbInstanceClass: instanceClass,
                dbParameterGroupName: settings.dbParameterGroupName, dbSubnetGroupName: subnets.dbSubnetGroupName,
                deleteAutomatedBackups: false, deletionProtection: deletionProtection,
                enableCloudwatchLogsExports: ["error", "slowquery"], engine: "mysql", engineVersion: version,
                manageMasterUserPassword: managed, masterUserPassword: given, masterUsername: "administrator",
                maxAllocatedStorage: maximumStorage, multiAZ: multiAZ, publiclyAccessible: false,
                storageEncrypted: true, storageType: "gp3", tags: ["Name": "\(name)-database"],
                vpcSecurityGroups: [securityGroup.id]),
            deletionPolicy: .snapshot)
        managedSecretArn = scope.output("ManagedSecretArn", password.secretArn(of: instance))
    }

    /// Lets a service connect, and nothing else.
    public func allowConnections(from client: some Connectable) {
        securityGroup.allow(from: client.securityGroup, port: Self.port)
    }
}

extension MySQLDatabase.Password {
    fileprivate var properties: (given: Value<String>?, managed: Value<Bool>) {
        switch self {
        case .managedByRDS: (nil, true)
        case .parameter(let value, let given): (.if(given, value, else: .noValue), .if(given, false, else: true))
        }
    }

    fileprivate func secretArn(of instance: Resource<RDS.DBInstance>) -> Value<String> {
        switch self {
        case .managedByRDS: instance.masterUserSecretArn.text
        case .parameter(_, let given): .if(given, "", else: instance.masterUserSecretArn.text)
        }
    }
}

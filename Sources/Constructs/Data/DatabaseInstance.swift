import AWSRDS
import IdentityConstructs
import MonitoringConstructs
import NetworkConstructs

/// A database of Amazon RDS on one instance, with a standby or without: ``MySQLDatabase``, ``PostgreSQLDatabase``.
public protocol DatabaseInstance: RelationalDatabase {
    /// What it is made of.
    var parts: DatabaseInstanceParts { get }
}

extension DatabaseInstance {
    /// The database; its `Ref` is the identifier that RDS made up.
    public var instance: Resource<RDS.DBInstance> { parts.instance }
    /// TLS for every connection, and a log of slow queries.
    public var settings: Resource<RDS.DBParameterGroup> { parts.settings }
    /// The network's isolated tier.
    public var subnets: Resource<RDS.DBSubnetGroup> { parts.place.subnets }
    /// Around the database.
    public var securityGroup: SecurityGroup { parts.place.securityGroup }
    /// The TCP port.
    public var port: Int { parts.port }
    /// The host name.
    public var endpoint: Value<String> { parts.instance.endpointAddress }
    /// Where RDS keeps the password that it made; empty where a password was given.
    public var managedSecretArn: Value<String> { parts.managedSecretArn }
    /// Where the password of the user `administrator` comes from.
    public var password: DatabasePassword { parts.password }
    /// What encrypts it, where that is no key of AWS's own.
    public var key: (any EncryptionKey)? { parts.key }
    /// What alarms and graphs call it.
    public var monitoringID: String { parts.id }
}

/// What an instance is made of, whatever its engine.
public struct DatabaseInstanceParts {
    let id: String
    let port: Int
    let place: DatabasePlace
    let instance: Resource<RDS.DBInstance>
    let settings: Resource<RDS.DBParameterGroup>
    let managedSecretArn: Value<String>
    let password: DatabasePassword
    let key: (any EncryptionKey)?

    init(
        in scope: Scope, name: Value<String>, network: Network, engine: DatabaseEngine, instanceClass: Value<String>,
        storage: Value<Int>, maximumStorage: Value<Int>, multiAZ: Value<Bool>, backupRetentionDays: Value<Int>,
        deletionProtection: Value<Bool>, password: DatabasePassword, key: (any EncryptionKey)?
    ) {
        id = scope.id
        port = engine.port
        place = DatabasePlace(in: scope, name: name, network: network, engine: engine)
        Self.check(storage, maximumStorage, reportingTo: scope)
        settings = scope.add(
            "Settings",
            RDS.DBParameterGroup(
                description: "TLS for every connection, and a log of slow queries", family: engine.family,
                parameters: engine.parameters))
        let (given, managed) = password.properties
        instance = scope.add(
            "Instance",
            RDS.DBInstance(
                // A change of `version` is all it takes: who reviews it decides.
                allocatedStorage: storage.text, allowMajorVersionUpgrade: true, autoMinorVersionUpgrade: true,
                backupRetentionPeriod: backupRetentionDays, copyTagsToSnapshot: true, dbInstanceClass: instanceClass,
                dbParameterGroupName: settings.dbParameterGroupName, dbSubnetGroupName: place.subnets.dbSubnetGroupName,
                deleteAutomatedBackups: false, deletionProtection: deletionProtection,
                enableCloudwatchLogsExports: engine.logs, engine: Value(engine.name), engineVersion: engine.version,
                kmsKeyId: key?.keyARN, manageMasterUserPassword: managed, masterUserPassword: given,
                masterUserSecret: password.ifManaged(key.map { .init(kmsKeyId: $0.keyARN) }),
                masterUsername: "administrator",
                maxAllocatedStorage: maximumStorage, multiAZ: multiAZ, publiclyAccessible: false,
                storageEncrypted: true, storageType: "gp3", tags: ["Name": "\(name)-database"],
                vpcSecurityGroups: [place.securityGroup.id]),
            deletionPolicy: .snapshot)
        managedSecretArn = scope.output("ManagedSecretArn", password.secretArn(instance.masterUserSecretArn))
        self.password = password
        self.key = key
    }

    /// What RDS would only refuse while CloudFormation deploys.
    private static func check(_ storage: Value<Int>, _ maximumStorage: Value<Int>, reportingTo scope: Scope) {
        guard let gibibytes = storage.literal else { return }
        if gibibytes < 20 {
            return scope.report(
                "database-storage", "\(gibibytes) GiB of storage are less than RDS offers", fix: "choose 20 or more")
        }
        // The most that RDS offers for MySQL and PostgreSQL.
        if gibibytes > 65_536 {
            return scope.report(
                "database-storage", "\(gibibytes) GiB of storage are more than RDS offers", fix: "choose 65536 or fewer"
            )
        }
        // "Managing capacity automatically with Amazon RDS storage autoscaling" in the RDS user guide.
        if let maximum = maximumStorage.literal, maximum < (gibibytes * 11 + 9) / 10 {
            scope.report(
                "database-storage", "storage of \(gibibytes) GiB cannot grow to \(maximum)",
                fix: "raise maximumStorage to \((gibibytes * 11 + 9) / 10) or more")
        }
    }
}

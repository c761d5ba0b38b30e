import AWSEC2
import AWSRDS
import IdentityConstructs
import NetworkConstructs

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

    /// The database; its `Ref` is the identifier that RDS made up.
    public let instance: Resource<RDS.DBInstance>
    /// Around the database.
    public let securityGroup: SecurityGroup
    /// The host name.
    public var endpoint: Value<String> { instance.endpointAddress }

    /// Where RDS keeps the password that it made; empty where a password was given.
    public let managedSecretArn: Value<String>
    let id: String
    private let password: Password

    /// - Parameters:
    ///   - name: what the resources' `Name` tags begin with.
    ///   - network: two zones at least; RDS wants no fewer, with a standby or without.
    ///   - version: `8.0` or `8.4`; RDS then chooses the minor version and keeps it current. With a minor version, such
    ///     as `8.4.6`, it begins there. A later 8.4 where 8.0 was upgrades the database, and nothing leads back.
    ///   - instanceClass: as in `db.t3.micro`.
    ///   - storage: what it begins with, in GiB; at least 20.
    ///   - maximumStorage: how far RDS may let it grow, in GiB; at least a tenth more than `storage`.
    ///   - multiAZ: a standby in another zone that takes over by itself.
    ///   - backupRetentionDays: how far back the database can be restored to any second, 1 to 35.
    ///   - deletionProtection: refuses deletion until it is switched off.
    ///   - password: of the user `administrator`.
    public init(
        in scope: Scope, name: Value<String>, network: Network, version: Value<String>, instanceClass: Value<String>,
        storage: Value<Int> = 20, maximumStorage: Value<Int> = 100,
        multiAZ: Value<Bool> = true, backupRetentionDays: Value<Int> = 7, deletionProtection: Value<Bool> = true,
        password: Password = .managedByRDS
    ) {
        Self.check(network, storage, maximumStorage, reportingTo: scope)
        self.password = password
        id = scope.id
        securityGroup = SecurityGroup(
            in: scope, vpc: network.vpcId, description: "MySQL, reached by the application only",
            name: "\(name)-database"
        )
        let subnets = scope.add(
            "Subnets",
            RDS.DBSubnetGroup(
                dbSubnetGroupDescription: "The tier without a route out", subnetIds: network.isolatedTier.subnetIds))
        let numbers = version.split(separator: ".")
        let settings = scope.add(
            "Settings",
            RDS.DBParameterGroup(
                description: "TLS for every connection, and a log of slow queries",
                family: "mysql\(numbers[0]).\(numbers[1])",
                // Slow queries reach CloudWatch Logs only when they are logged, and to a file.
                parameters: [
                    "log_output": "FILE", "long_query_time": "2", "require_secure_transport": "1",
                    "slow_query_log": "1",
                ]))
        let (given, managed) = password.properties
        instance = scope.add(
            "Instance",
            RDS.DBInstance(
                // A change of `version` is all it takes: who reviews it decides.
                allocatedStorage: storage.text, allowMajorVersionUpgrade: true, autoMinorVersionUpgrade: true,
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

    /// Allows the role to read the password that RDS keeps, and no other secret.
    ///
    /// RDS encrypts it with `aws/secretsmanager`, whose key policy lets the account's principals use it through Secrets
    /// Manager ("Password management with Amazon RDS and AWS Secrets Manager" in the RDS user guide): no key is
    /// granted.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantReadManagedPassword(to grantee: some Grantee) -> Grant {
        let role = grantee.actingRole
        let isKept: Condition? =
            switch password {
            case .managedByRDS: nil
            // Not by the password itself, which would then be handed to the role's stack too.
            case .parameter: role.scope.condition("ReadsDatabasePassword", managedSecretArn != "")
            }
        return role.allow(
            "ReadDatabasePassword",
            PolicyStatement(actions: ["secretsmanager:GetSecretValue"], resources: [managedSecretArn]), when: isKept)
    }
}

extension MySQLDatabase {
    /// What RDS would only refuse while CloudFormation deploys.
    private static func check(
        _ network: Network, _ storage: Value<Int>, _ maximumStorage: Value<Int>, reportingTo scope: Scope
    ) {
        network.require(2, in: .isolated, for: "a database", code: "database-zones", reportingTo: scope)
        guard case .integer(let gibibytes) = storage.expression else { return }
        if gibibytes < 20 {
            return scope.report(
                "database-storage", "\(gibibytes) GiB of storage are less than RDS offers", fix: "choose 20 or more")
        }
        // The most that RDS offers for MySQL.
        if gibibytes > 65_536 {
            return scope.report(
                "database-storage", "\(gibibytes) GiB of storage are more than RDS offers", fix: "choose 65536 or fewer"
            )
        }
        // "Managing capacity automatically with Amazon RDS storage autoscaling" in the RDS user guide.
        if case .integer(let maximum) = maximumStorage.expression, maximum < (gibibytes * 11 + 9) / 10 {
            scope.report(
                "database-storage", "storage of \(gibibytes) GiB cannot grow to \(maximum)",
                fix: "raise maximumStorage to \((gibibytes * 11 + 9) / 10) or more")
        }
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

import AWSRDS
import IdentityConstructs
import NetworkConstructs

/// A PostgreSQL database in a network's isolated tier: encrypted, backed up, reached over TLS by those who were allowed to.
///
///     let shop = PostgreSQLDatabase(
///         in: stack.scope("ShopData"), name: "shop", network: network, version: .v17, instanceClass: "db.t4g.micro")
///     shop.allowConnections(from: service)
///     shop.grantReadManagedPassword(to: service)
///
/// Its last state is kept as a snapshot when the database goes, or is replaced.
public struct PostgreSQLDatabase: DatabaseInstance {
    /// The TCP port.
    public static let port = 5432
    /// The same, of any database.
    public var port: Int { Self.port }

    /// The database; its `Ref` is the identifier that RDS made up.
    public let instance: Resource<RDS.DBInstance>
    /// TLS for every connection, and a log of slow queries.
    public let settings: Resource<RDS.DBParameterGroup>
    /// The network's isolated tier.
    public let subnets: Resource<RDS.DBSubnetGroup>
    /// Around the database.
    public let securityGroup: SecurityGroup
    /// Where RDS keeps the password that it made; empty where a password was given.
    public let managedSecretArn: Value<String>
    /// Where the password of the user `administrator` comes from.
    public let password: DatabasePassword
    /// What encrypts it, where that is no key of AWS's own.
    public let key: (any EncryptionKey)?
    /// What alarms and graphs call it.
    public let monitoringID: String

    /// - Parameters:
    ///   - name: what the resources' `Name` tags begin with.
    ///   - network: two zones at least; RDS wants no fewer, with a standby or without.
    ///   - version: a later one upgrades the database, and nothing leads back.
    ///   - instanceClass: as in `db.t4g.micro`.
    ///   - storage: what it begins with, in GiB; at least 20.
    ///   - maximumStorage: how far RDS may let it grow, in GiB; at least a tenth more than `storage`.
    ///   - multiAZ: a standby in another zone that takes over by itself.
    ///   - backupRetentionDays: how far back the database can be restored to any second, 1 to 35.
    ///   - deletionProtection: refuses deletion until it is switched off.
    ///   - password: of the user `administrator`.
    ///   - key: encrypts the database and the password that RDS keeps, instead of AWS's own keys. Another one is another
    ///     database.
    public init(
        in scope: Scope, name: Value<String>, network: Network, version: PostgreSQLVersion,
        instanceClass: Value<String>, storage: Value<Int> = 20, maximumStorage: Value<Int> = 100,
        multiAZ: Value<Bool> = true, backupRetentionDays: Value<Int> = 7, deletionProtection: Value<Bool> = true,
        password: DatabasePassword = .managedByRDS, key: (any EncryptionKey)? = nil
    ) {
        let parts = DatabaseInstanceParts(
            in: scope, name: name, network: network, engine: .postgreSQL(version), instanceClass: instanceClass,
            storage: storage, maximumStorage: maximumStorage, multiAZ: multiAZ,
            backupRetentionDays: backupRetentionDays, deletionProtection: deletionProtection, password: password,
            key: key)
        instance = parts.instance
        settings = parts.settings
        subnets = parts.subnets
        securityGroup = parts.securityGroup
        managedSecretArn = parts.managedSecretArn
        self.password = password
        self.key = key
        monitoringID = scope.id
    }
}

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
    /// What it is made of.
    public let parts: DatabaseInstanceParts

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
        parts = DatabaseInstanceParts(
            in: scope, name: name, network: network, engine: .postgreSQL(version), instanceClass: instanceClass,
            storage: storage, maximumStorage: maximumStorage, multiAZ: multiAZ,
            backupRetentionDays: backupRetentionDays, deletionProtection: deletionProtection, password: password,
            key: key)
    }
}

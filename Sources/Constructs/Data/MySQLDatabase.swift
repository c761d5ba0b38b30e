import IdentityConstructs
import NetworkConstructs

/// A MySQL database in a network's isolated tier: encrypted, backed up, reached over TLS by those who were allowed to.
///
/// Its last state is kept as a snapshot when the database goes, or is replaced.
public struct MySQLDatabase: DatabaseInstance {
    /// Where the password of the administrator comes from.
    public typealias Password = DatabasePassword

    /// The TCP port.
    public static let port = 3306
    /// What it is made of.
    public let parts: DatabaseInstanceParts

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
    ///   - key: encrypts the database and the password that RDS keeps, instead of AWS's own keys. Another one is another
    ///     database.
    public init(
        in scope: Scope, name: Value<String>, network: Network, version: Value<String>, instanceClass: Value<String>,
        storage: Value<Int> = 20, maximumStorage: Value<Int> = 100,
        multiAZ: Value<Bool> = true, backupRetentionDays: Value<Int> = 7, deletionProtection: Value<Bool> = true,
        password: DatabasePassword = .managedByRDS, key: (any EncryptionKey)? = nil
    ) {
        parts = DatabaseInstanceParts(
            in: scope, name: name, network: network, engine: .mySQL(version), instanceClass: instanceClass,
            storage: storage, maximumStorage: maximumStorage, multiAZ: multiAZ,
            backupRetentionDays: backupRetentionDays, deletionProtection: deletionProtection, password: password,
            key: key)
    }

    /// Allows the role to read the password that RDS keeps, and no other secret. The grant is called alike of every database, as
    /// it always was: a role reads one of them.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantReadManagedPassword(to grantee: some Grantee) -> Grant {
        grantReadManagedPassword(to: grantee, calling: "Database")
    }
}

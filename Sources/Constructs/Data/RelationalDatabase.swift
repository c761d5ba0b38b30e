import IdentityConstructs
import MonitoringConstructs
import NetworkConstructs

/// A database of Amazon RDS or Aurora in a network's isolated tier: ``MySQLDatabase``, ``PostgreSQLDatabase``,
/// ``AuroraCluster``.
public protocol RelationalDatabase: Connectable, Monitored {
    /// The TCP port.
    var port: Int { get }
    /// The host name.
    var endpoint: Value<String> { get }
    /// Where the password of the administrator comes from.
    var password: DatabasePassword { get }
    /// Where RDS keeps the password that it made; empty where a password was given.
    var managedSecretArn: Value<String> { get }
    /// What encrypts that password, where it is not Secrets Manager's own key.
    var key: (any EncryptionKey)? { get }

    /// Allows the role to read the password that RDS keeps, and no other secret.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    func grantReadManagedPassword(to grantee: some Grantee) -> Grant
}

extension RelationalDatabase {
    /// Lets a service connect, and nothing else.
    public func allowConnections(from client: some Connectable) {
        securityGroup.allow(from: client.securityGroup, port: port)
    }

    /// Allows the role to read the password that RDS keeps, and no other secret.
    ///
    /// RDS encrypts it with `aws/secretsmanager`, whose key policy lets the account's principals use it through Secrets
    /// Manager ("Password management with Amazon RDS and AWS Secrets Manager" in the RDS user guide): no key is
    /// granted, but for one that was given.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantReadManagedPassword(to grantee: some Grantee) -> Grant {
        grantReadManagedPassword(to: grantee, calling: monitoringID)
    }

    /// - Parameter name: what the grant calls the database.
    func grantReadManagedPassword(to grantee: some Grantee, calling name: String) -> Grant {
        let role = grantee.actingRole
        let isKept: Condition? =
            switch password {
            case .managedByRDS: nil
            // Not by the password itself, which would then be handed to the role's stack too.
            case .parameter: role.scope.condition("Reads\(name)Password", managedSecretArn != "")
            }
        return role.allow(
            "Read\(name)Password",
            [PolicyStatement(actions: ["secretsmanager:GetSecretValue"], resources: [managedSecretArn])]
                + PolicyStatement.use(of: key, ["kms:Decrypt"]), when: isKept)
    }
}

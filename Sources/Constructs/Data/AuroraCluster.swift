import AWSEC2
import AWSRDS
import IdentityConstructs
import NetworkConstructs

/// A cluster of Amazon Aurora Serverless v2 in a network's isolated tier: instances over one storage that lies in three zones,
/// each of which grows and shrinks with what is asked of it.
///
///     let shop = AuroraCluster(
///         in: stack.scope("ShopData"), name: "shop", network: network, engine: .postgreSQL(.v17),
///         capacity: .between(.if(isProduction, 0.5, else: 0), and: 8), readers: 1, readersWhere: isProduction)
///     shop.allowConnections(from: service)
///     shop.grantConnect(to: service, as: "shop")
///
/// Encrypted, backed up, and reached over TLS by those who were allowed to. Its last state is kept as a snapshot when the
/// cluster goes, or is replaced.
public struct AuroraCluster: RelationalDatabase {
    /// The cluster; its `Ref` is the identifier that RDS made up.
    public let cluster: Resource<RDS.DBCluster>
    /// The instance that was made first, and writes until another one takes over.
    public let writer: Resource<RDS.DBInstance>
    /// Those that only read until they take over.
    public let readers: [Resource<RDS.DBInstance>]
    /// TLS for every connection, and a log of slow queries.
    public let settings: Resource<RDS.DBClusterParameterGroup>
    /// The network's isolated tier.
    public let subnets: Resource<RDS.DBSubnetGroup>
    /// Around the cluster.
    public let securityGroup: SecurityGroup
    /// The TCP port.
    public let port: Int
    /// The host name of whichever instance writes.
    public var endpoint: Value<String> { cluster.endpointAddress }
    /// The host name of the readers, or of the writer where there are none.
    public var readerEndpoint: Value<String> { cluster.readEndpointAddress }
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
    ///   - network: two zones at least.
    ///   - engine: a later version upgrades the cluster, and nothing leads back.
    ///   - capacity: of each instance.
    ///   - readers: instances that take over within a minute when the writer is gone, 0 to 15; without one Aurora makes a new
    ///     writer, which takes ten. Each is as large as the writer.
    ///   - condition: has readers only where it holds.
    ///   - backupRetentionDays: how far back the cluster can be restored to any second, 1 to 35.
    ///   - deletionProtection: refuses deletion until it is switched off.
    ///   - password: of the user `administrator`.
    ///   - key: encrypts the cluster and the password that RDS keeps, instead of AWS's own keys. Another one is another
    ///     cluster.
    public init(
        in scope: Scope, name: Value<String>, network: Network, engine: AuroraEngine,
        capacity: AuroraCapacity = .between(0.5, and: 4), readers: Int = 1, readersWhere condition: Condition? = nil,
        backupRetentionDays: Value<Int> = 7, deletionProtection: Value<Bool> = true,
        password: DatabasePassword = .managedByRDS, key: (any EncryptionKey)? = nil
    ) {
        capacity.check(engine, reportingTo: scope)
        let readerCount = Self.checked(readers, reportingTo: scope)
        let kind = engine.engine
        let place = DatabasePlace(in: scope, name: name, network: network, engine: kind)
        let settings = scope.add(
            "Settings",
            RDS.DBClusterParameterGroup(
                description: "TLS for every connection, and a log of slow queries", family: kind.family,
                parameters: kind.parameters))
        let (given, managed) = password.properties
        let cluster = scope.add(
            "Cluster",
            RDS.DBCluster(
                backupRetentionPeriod: backupRetentionDays, copyTagsToSnapshot: true,
                dbClusterParameterGroupName: settings.dbClusterParameterGroupName,
                dbSubnetGroupName: place.subnets.dbSubnetGroupName,
                deletionProtection: deletionProtection, enableCloudwatchLogsExports: kind.logs,
                enableIAMDatabaseAuthentication: true, engine: Value(kind.name), engineVersion: kind.version,
                kmsKeyId: key?.keyARN, manageMasterUserPassword: managed, masterUserPassword: given,
                masterUserSecret: password.ifManaged(key.map { .init(kmsKeyId: $0.keyARN) }),
                masterUsername: "administrator",
                // Without it, PostgreSQL would be where MySQL is looked for.
                port: Value(kind.port), serverlessV2ScalingConfiguration: capacity.property, storageEncrypted: true,
                tags: ["Name": "\(name)-database"], vpcSecurityGroupIds: [place.securityGroup.id]),
            deletionPolicy: .snapshot)
        func instance(_ id: String, after writer: Resource<RDS.DBInstance>?) -> Resource<RDS.DBInstance> {
            scope.add(
                id,
                RDS.DBInstance(
                    autoMinorVersionUpgrade: true, dbClusterIdentifier: cluster.dbClusterIdentifier,
                    dbInstanceClass: "db.serverless", engine: Value(kind.name), publiclyAccessible: false),
                condition: writer == nil ? nil : condition,
                // The first one writes.
                dependsOn: [writer].compactMap(\.self),
                // The cluster has the data.
                deletionPolicy: .delete)
        }
        let writer = instance("Writer", after: nil)
        self.readers = (0..<readerCount).map { instance("Reader\($0 + 1)", after: writer) }
        self.writer = writer
        self.cluster = cluster
        self.settings = settings
        subnets = place.subnets
        securityGroup = place.securityGroup
        port = kind.port
        managedSecretArn = scope.output("ManagedSecretArn", password.secretArn(cluster.masterUserSecretArn))
        self.password = password
        self.key = key
        monitoringID = scope.id
    }

    /// Allows to connect as a user without a password, by a token that the role makes itself ("IAM database authentication" in
    /// the Amazon Aurora user guide). The user has to be made so: with `GRANT rds_iam TO shop` in PostgreSQL, and in MySQL with
    /// `IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'`.
    ///
    /// - Parameter user: of the database.
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantConnect(to grantee: some Grantee, as user: String) -> Grant {
        grantee.actingRole.allow(
            "ConnectTo\(monitoringID)As\(user.asPartOfLogicalID)",
            PolicyStatement(
                actions: ["rds-db:connect"],
                resources: [
                    "arn:\(AWS.partition):rds-db:\(AWS.region):\(AWS.accountID):dbuser:\(cluster.dbClusterResourceId)/\(user)"
                ]))
    }

    /// How many readers there are, where Aurora can have so many ("Aurora Replicas" in the Amazon Aurora user guide).
    private static func checked(_ readers: Int, reportingTo scope: Scope) -> Int {
        if (0...15).contains(readers) { return readers }
        scope.report("out-of-range", "a cluster cannot have \(readers) readers", fix: "choose 0 to 15")
        return 0
    }
}

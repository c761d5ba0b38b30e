import AWSEC2
import AWSElastiCache
import IdentityConstructs
import NetworkConstructs
import SecurityConstructs

/// A Valkey cache of Amazon ElastiCache Serverless in a network's isolated tier, in memory over several zones, which grows and
/// shrinks by itself.
///
///     let sessions = Cache(in: stack.scope("Sessions"), name: "\(project)-sessions", network: network)
///     sessions.allowConnections(from: worker)
///     sessions.grantConnect(to: worker)
///
/// Serverless, since a small cache costs least so: 6 USD a month with next to nothing in it, where the two smallest nodes that
/// fail over cost three times as much. Beyond some 300 MB that are always there, nodes are cheaper:
/// `ElastiCache.ReplicationGroup`.
///
/// What is in it can be made again, or it is no cache: nothing is kept when its stack goes.
public struct Cache: Connectable {
    /// The TCP port.
    public static let port = 6379
    /// That of copies which only read, and lag behind a little. Clients that look for nodes by themselves find it too.
    public static let readerPort = 6380

    /// The cache itself; nil where it was there before.
    public let cache: Resource<ElastiCache.ServerlessCache>?
    /// Whom clients are; nil where the cache was there before.
    public let userAccount: Resource<ElastiCache.User>?
    /// The users of the cache, of whom there is one; nil where it was there before.
    public let userGroup: Resource<ElastiCache.UserGroup>?
    /// What has the password, where there is one.
    public let secret: Secret?
    /// Around the cache.
    public let securityGroup: SecurityGroup
    /// What CloudFormation and ElastiCache call it.
    public let name: Value<Name<ElastiCache.ServerlessCache>>
    /// Whom clients call themselves.
    public let user: Value<String>
    /// The host name. Connections are encrypted: addresses begin with `rediss://`.
    public let endpoint: Value<String>

    let id: String
    let scope: Scope
    let maximumStorage: Int?

    /// - Parameters:
    ///   - name: of the cache and of the user, 1 to 40 lower-case letters, digits and hyphens; unique in the account and region,
    ///     since ElastiCache makes up none. Another one is another cache.
    ///   - network: two zones at least.
    ///   - maximumStorage: how much may be in it, in GB, 1 to 5000: then what has a time to live goes, the longest unused first.
    ///     Each costs 61 USD a month.
    ///   - maximumRequests: how many ElastiCache processing units it may use a second, 1000 to 15000000, a request of 1 KB being
    ///     one: more are refused. A thousand a second cost 6 USD a month.
    ///   - login: how clients say who they are.
    ///   - key: encrypts what is on disks, and the password, instead of AWS's own keys. Another one is another cache.
    public init(
        in scope: Scope, name: Value<String>, network: Network, maximumStorage: Int = 2, maximumRequests: Int = 5000,
        login: CacheLogin = .iam, key: (any EncryptionKey)? = nil
    ) {
        Self.check(name, network, maximumStorage, maximumRequests, reportingTo: scope)
        securityGroup = SecurityGroup(
            in: scope, vpc: network.vpcId, description: "The cache \(scope.id), reached by the application only",
            name: name)
        let (secret, mode) = Self.authentication(login, as: name, key, in: scope)
        let user = scope.add(
            "User",
            ElastiCache.User(
                engine: .valkey, userId: name,
                // ElastiCache takes no other for one that signs in by IAM.
                userName: name, accessString: "on ~* +@all", authenticationMode: mode))
        let group = scope.add(
            "Users", ElastiCache.UserGroup(engine: .valkey, userGroupId: name, userIds: [user.userId]))
        let cache = scope.add(
            "Cache",
            ElastiCache.ServerlessCache(
                engine: "valkey", serverlessCacheName: name,
                cacheUsageLimits: .init(
                    dataStorage: .init(unit: "GB", maximum: Value(maximumStorage)),
                    ecpuPerSecond: .init(maximum: Value(maximumRequests))),
                kmsKeyId: key?.keyARN, majorEngineVersion: "8", securityGroupIds: [securityGroup.id],
                subnetIds: Self.subnets(of: network), userGroupId: group.userGroupId),
            deletionPolicy: .delete)
        self.cache = cache
        self.secret = secret
        self.maximumStorage = maximumStorage
        self.scope = scope
        self.user = name
        self.name = cache.serverlessCacheName
        id = scope.id
        endpoint = cache.endpointAddress
        userAccount = user
        userGroup = group
    }

    private init(
        existing name: Value<Name<ElastiCache.ServerlessCache>>, in scope: Scope, user: Value<String>,
        securityGroup: SecurityGroup, endpoint: Value<String>, secret: Secret?
    ) {
        cache = nil
        userAccount = nil
        userGroup = nil
        maximumStorage = nil
        id = scope.id
        self.secret = secret
        self.securityGroup = securityGroup
        self.name = name
        self.user = user
        self.endpoint = endpoint
        self.scope = scope
    }

    /// A serverless cache of this account and region that was there before. Nothing about it changes but rules of its security
    /// group, which are this stack's.
    ///
    /// - Parameters:
    ///   - scope: its name is what grants call the cache.
    ///   - user: whom clients call themselves.
    ///   - secret: what has the password, where they do not sign in by IAM.
    public static func existing(
        in scope: Scope, named name: Value<Name<ElastiCache.ServerlessCache>>, user: Value<String>,
        securityGroup: SecurityGroup, endpoint: Value<String>, secret: Secret? = nil
    ) -> Cache {
        Cache(
            existing: name, in: scope, user: user, securityGroup: securityGroup, endpoint: endpoint, secret: secret)
    }

    /// Lets a service connect, and nothing else: to the port for everything, and to that of the copies which only read, where
    /// clients would wait in vain otherwise ("Getting started with Amazon ElastiCache serverless caches", on security groups).
    public func allowConnections(from client: some Connectable) {
        for port in [Self.port, Self.readerPort] { securityGroup.allow(from: client.securityGroup, port: port) }
    }

    /// Allows to sign in as the user: by the role itself, or by reading the password, as the cache has it.
    ///
    /// "Actions, resources, and condition keys for Amazon ElastiCache" in the Service Authorization Reference.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantConnect(to grantee: some Grantee) -> Grant {
        if let secret { return secret.grantRead(to: grantee) }
        let prefix: Value<String> = "arn:\(AWS.partition):elasticache:\(AWS.region):\(AWS.accountID)"
        return grantee.actingRole.allow(
            "ConnectTo\(id)",
            PolicyStatement(
                actions: ["elasticache:Connect"],
                resources: [cache?.arn.text ?? "\(prefix):serverlesscache:\(name)", "\(prefix):user:\(user)"]))
    }
}

extension Cache {
    private static func authentication(
        _ login: CacheLogin, as user: Value<String>, _ key: (any EncryptionKey)?, in scope: Scope
    ) -> (secret: Secret?, mode: ElastiCache.User.AuthenticationMode) {
        switch login {
        case .iam: return (nil, .init(type: .iam))
        case .passwordInOwnSecret:
            // Nobody needs it without the cache.
            let secret = Secret(
                in: scope, .members(["username": user], generating: "password"), key: key, deletionPolicy: .delete)
            return (secret, .init(type: .password, passwords: [secret.value("password")]))
        case .password(let secret): return (secret, .init(type: .password, passwords: [secret.value()]))
        }
    }

    /// Three at most ("CreateServerlessCache" in the Amazon ElastiCache API reference).
    private static func subnets(of network: Network) -> List<Value<ID<EC2.Subnet>>> {
        let all = network.isolatedTier.subnetIds
        guard case .list(let subnets) = all.expression, subnets.count > 3 else { return all }
        return List(expression: .list(Array(subnets.prefix(3))))
    }

    /// What ElastiCache would only refuse while CloudFormation deploys ("Setting scaling limits to manage costs" in the Amazon
    /// ElastiCache user guide).
    private static func check(
        _ name: Value<String>, _ network: Network, _ maximumStorage: Int, _ maximumRequests: Int,
        reportingTo scope: Scope
    ) {
        if let text = name.literal, !isName(text) {
            scope.report(
                "pattern-mismatch", "'\(text)' is no name for a cache",
                fix:
                    "choose 1 to 40 lower-case letters, digits and hyphens, with a letter first and single hyphens between"
            )
        }
        network.require(2, in: .isolated, for: "a cache", code: "database-zones", reportingTo: scope)
        if !(1...5000).contains(maximumStorage) {
            scope.report(
                "out-of-range", "\(maximumStorage) GB are no limit for a cache", fix: "choose 1 to 5000 GB")
        }
        if !(1000...15_000_000).contains(maximumRequests) {
            scope.report(
                "out-of-range", "\(maximumRequests) processing units a second are no limit for a cache",
                fix: "choose 1000 to 15000000")
        }
    }

    /// "CreateServerlessCache" and "CreateUser" in the Amazon ElastiCache API reference. Capitals would be made small, and the
    /// next deployment find another name.
    private static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isAllowed = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789".utf8.contains($0) }
        }
        return isAllowed && text.utf8.count <= 40 && text.first?.isLetter == true
    }
}

import AWSDynamoDB
import IdentityConstructs

/// An Amazon DynamoDB table that is paid for by the request, can be brought back to any second of the last 35 days, and
/// outlives its stack.
///
///     let orders = Table(
///         in: stack.scope("Orders"), partitionKey: .string("customer"), sortKey: .string("placedAt"),
///         indexes: [TableIndex("byState", partitionKey: .string("state"), sortKey: .string("placedAt"))])
///     orders.grantReadWrite(to: service)
///
/// It refuses to be deleted until that is switched off.
public struct Table {
    /// The table itself; nil where it was there before.
    public let table: Resource<DynamoDB.Table>?
    /// What clients of DynamoDB take.
    public let name: Value<Name<DynamoDB.Table>>
    /// What policies take.
    public let arn: Value<ARN<DynamoDB.Table>>

    let id: String
    let indexes: [String]
    /// Of its changes, where a table that was there before has one.
    let existingStream: Value<String>?
    /// Who reads or writes items needs it too; nil where DynamoDB's own key encrypts them.
    let key: (any EncryptionKey)?

    /// - Parameters:
    ///   - partitionKey: what items are asked for by. Another one is another table.
    ///   - sortKey: what items with one partition key are told apart and sorted by. Another one is another table.
    ///   - indexes: other ways to find items.
    ///   - timeToLive: the attribute that says when an item may go, in seconds since 1970; DynamoDB deletes it within days.
    ///   - key: encrypts the table instead of DynamoDB's own key; see ``grantRead(to:index:)`` for what it takes.
    ///   - deletionProtection: refuses deletion until it is switched off.
    ///   - deletionPolicy: data is kept when the stack goes, unless said otherwise here. A creation that fails leaves
    ///     nothing behind.
    public init(
        in scope: Scope, partitionKey: TableKey, sortKey: TableKey? = nil, indexes: [TableIndex] = [],
        timeToLive: String? = nil, key: (any EncryptionKey)? = nil, deletionProtection: Value<Bool> = true,
        deletionPolicy: DeletionPolicy = .retainExceptOnCreate
    ) {
        let keys = [partitionKey] + [sortKey].compactMap(\.self)
        let attributes = keys + indexes.flatMap { [$0.partitionKey, $0.sortKey].compactMap(\.self) }
        Self.check(attributes, indexes, reportingTo: scope)
        let table = scope.add(
            "Table",
            DynamoDB.Table(
                keySchema: List(Self.schema(partitionKey, sortKey).map { .init(attributeName: $0, keyType: $1) }),
                attributeDefinitions: List(
                    attributes.withoutRepetitions.map {
                        .init(attributeName: Value($0.name), attributeType: Value($0.type))
                    }),
                billingMode: .payPerRequest, deletionProtectionEnabled: deletionProtection,
                globalSecondaryIndexes: Self.global(indexes),
                localSecondaryIndexes: Self.local(indexes, of: partitionKey),
                pointInTimeRecoverySpecification: .init(pointInTimeRecoveryEnabled: true),
                sseSpecification: key.map { .init(sseEnabled: true, kmsMasterKeyId: $0.keyARN, sseType: .kms) },
                timeToLiveSpecification: timeToLive.map { .init(enabled: true, attributeName: Value($0)) }),
            deletionPolicy: deletionPolicy)
        self.table = table
        self.key = key
        self.indexes = indexes.map(\.name)
        existingStream = nil
        id = scope.id
        name = table.tableName
        arn = table.arn
    }

    private init(
        existing name: Value<Name<DynamoDB.Table>>, id: String, indexes: [String], stream: Value<String>?,
        key: (any EncryptionKey)?
    ) {
        table = nil
        existingStream = stream
        self.name = name
        self.id = id
        self.indexes = indexes
        self.key = key
        arn = "arn:\(AWS.partition):dynamodb:\(AWS.region):\(AWS.accountID):table/\(name)"
    }

    /// A table of this account and region that was there before. Nothing about it changes.
    ///
    ///     let prices = Table.existing("Prices", named: "prices", indexes: ["byProduct"])
    ///     prices.grantRead(to: service)
    ///
    /// - Parameters:
    ///   - id: what grants call it.
    ///   - indexes: their names, for grants.
    ///   - stream: the ARN of its stream, where it has one that is handled.
    ///   - key: the key of Key Management Service that encrypts it, which grants then name too.
    public static func existing(
        _ id: String, named name: Value<Name<DynamoDB.Table>>, indexes: [String] = [], stream: Value<String>? = nil,
        key: (any EncryptionKey)? = nil
    ) -> Table {
        Table(existing: name, id: id, indexes: indexes, stream: stream, key: key)
    }
}

extension Table {
    /// What DynamoDB would only refuse while CloudFormation deploys ("Service, account, and table quotas in Amazon DynamoDB"
    /// in its developer guide).
    private static func check(_ attributes: [TableKey], _ indexes: [TableIndex], reportingTo scope: Scope) {
        let types = Dictionary(grouping: attributes.withoutRepetitions, by: \.name)
        for (name, keys) in types.sorted(by: { $0.key < $1.key }) where keys.count > 1 {
            scope.report(
                "table-keys",
                "the attribute \(name) is of \(keys.count) types: \(keys.map(\.type).joined(separator: ", "))",
                fix: "give it one type in all keys")
        }
        let names = Dictionary(grouping: indexes.map(\.name), by: \.self)
        for (name, same) in names.sorted(by: { $0.key < $1.key }) where same.count > 1 {
            scope.report(
                "table-indexes", "\(same.count) indexes are called \(name)", fix: "give each a name of its own")
        }
        for (kind, count, limit) in [
            ("local", indexes.filter(\.isLocal).count, 5), ("global", indexes.filter { !$0.isLocal }.count, 20),
        ] where count > limit {
            scope.report(
                "table-indexes", "a table has \(limit) \(kind) indexes at most, and not \(count)",
                fix: "leave out those that are not asked")
        }
    }

    private static func schema(_ partitionKey: TableKey, _ sortKey: TableKey?) -> [(Value<String>, Value<String>)] {
        var schema: [(Value<String>, Value<String>)] = [(Value(partitionKey.name), "HASH")]
        if let sortKey { schema.append((Value(sortKey.name), "RANGE")) }
        return schema
    }

    private static func global(_ indexes: [TableIndex]) -> List<DynamoDB.Table.GlobalSecondaryIndex>? {
        let properties = indexes.compactMap { index in
            index.partitionKey.map { partitionKey in
                DynamoDB.Table.GlobalSecondaryIndex(
                    indexName: Value(index.name),
                    keySchema: List(schema(partitionKey, index.sortKey).map { .init(attributeName: $0, keyType: $1) }),
                    projection: index.projection.property)
            }
        }
        return properties.isEmpty ? nil : List(properties)
    }

    private static func local(
        _ indexes: [TableIndex], of partitionKey: TableKey
    ) -> List<DynamoDB.Table.LocalSecondaryIndex>? {
        let properties = indexes.filter(\.isLocal).map { index in
            DynamoDB.Table.LocalSecondaryIndex(
                indexName: Value(index.name),
                keySchema: List(schema(partitionKey, index.sortKey).map { .init(attributeName: $0, keyType: $1) }),
                projection: index.projection.property)
        }
        return properties.isEmpty ? nil : List(properties)
    }
}

extension [TableKey] {
    /// Each once, in the order in which they come first.
    fileprivate var withoutRepetitions: [TableKey] {
        var known: Set<TableKey> = []
        return filter { known.insert($0).inserted }
    }
}

import AWSDynamoDB

/// Another way to find the items of a table: by other attributes than its key.
public struct TableIndex: Sendable {
    /// Which attributes an index has a copy of, beside the keys. What it has not cannot be read from it.
    public enum Projection: Sendable {
        /// All, which costs as much again to keep and to write.
        case all
        /// None.
        case keysOnly
        /// These.
        case only([String])
    }

    let name: String
    /// nil in a local index, which has the table's.
    let partitionKey: TableKey?
    let sortKey: TableKey?
    let projection: Projection

    /// An index over the whole table. It can be added and taken away later, one a deployment.
    ///
    /// - Parameters:
    ///   - name: 3 to 255 letters, digits, `_`, `.` and `-`.
    ///   - partitionKey: which value items are asked for by; it need not be one of each item only.
    ///   - sortKey: what items with one such value are sorted by.
    public init(
        _ name: String, partitionKey: TableKey, sortKey: TableKey? = nil, projecting projection: Projection = .all
    ) {
        self.init(name: name, partitionKey: partitionKey, sortKey: sortKey, projection: projection)
    }

    /// An index of the items with one value of the table's partition key, sorted otherwise. It comes with the table and
    /// stays: another one replaces the table.
    public static func local(
        _ name: String, sortKey: TableKey, projecting projection: Projection = .all
    ) -> TableIndex {
        TableIndex(name: name, partitionKey: nil, sortKey: sortKey, projection: projection)
    }

    private init(name: String, partitionKey: TableKey?, sortKey: TableKey?, projection: Projection) {
        self.name = name
        self.partitionKey = partitionKey
        self.sortKey = sortKey
        self.projection = projection
    }

    var isLocal: Bool { partitionKey == nil }
}

extension TableIndex.Projection {
    var property: DynamoDB.Table.Projection {
        switch self {
        case .all: .init(projectionType: .all)
        case .keysOnly: .init(projectionType: .keysOnly)
        case .only(let names):
            .init(nonKeyAttributes: List(names.map { Value<String>($0) }), projectionType: .include)
        }
    }
}

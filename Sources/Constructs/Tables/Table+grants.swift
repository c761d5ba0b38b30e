import IdentityConstructs

// "Actions, resources, and condition keys for Amazon DynamoDB" in the Service Authorization Reference has the actions; items
// of an index are asked for and listed, and nothing else. Those on keys are in "Encryption at rest: How it works" and "Using
// your own keys" in the DynamoDB developer guide.
extension Table {
    /// Allows to read items, from the table and its indexes.
    ///
    /// - Parameter index: only from this one.
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantRead(to grantee: some Grantee, index: String? = nil) -> Grant {
        let role = grantee.actingRole
        if let index {
            if !indexes.contains(index) {
                role.scope.report(
                    "table-indexes",
                    "\(id) has no index \(index); it has \(indexes.isEmpty ? "none" : indexes.joined(separator: ", "))",
                    fix: "name one that it has")
            }
            return role.allow(
                "Read\(id)\(index.asPartOfLogicalID)",
                [PolicyStatement(actions: Self.listing, resources: [arn(of: index)])]
                    + PolicyStatement.use(of: key, Self.readingOfKey))
        }
        return role.allow("Read\(id)", reading(and: []) + PolicyStatement.use(of: key, Self.readingOfKey))
    }

    /// Allows to write and delete items, and not to read them.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantWrite(to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow(
            "Write\(id)",
            [PolicyStatement(actions: Self.writing, resources: [arn.text])]
                + PolicyStatement.use(of: key, Self.writingOfKey))
    }

    /// Allows to read, write and delete items.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantReadWrite(to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow(
            "ReadWrite\(id)", reading(and: Self.writing) + PolicyStatement.use(of: key, Self.writingOfKey))
    }

    private func reading(and more: [String]) -> [PolicyStatement] {
        let actions =
            Self.listing + ["BatchGetItem", "ConditionCheckItem", "DescribeTable", "GetItem"].map { "dynamodb:\($0)" }
        let ofTable = PolicyStatement(actions: (actions + more).sorted(), resources: [arn.text])
        return indexes.isEmpty
            ? [ofTable] : [ofTable, PolicyStatement(actions: Self.listing, resources: indexes.map(arn(of:)))]
    }

    private static let listing = ["dynamodb:Query", "dynamodb:Scan"]
    private static let writing = ["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"].map { "dynamodb:\($0)" }
    private static let readingOfKey = ["kms:Decrypt", "kms:DescribeKey"]
    private static let writingOfKey = [
        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ]

    private func arn(of index: String) -> Value<String> { "\(arn)/index/\(index)" }
}

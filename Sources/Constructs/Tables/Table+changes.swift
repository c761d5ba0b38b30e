import AWSDynamoDB
import EventConstructs
import IdentityConstructs

extension Table {
    /// What a record says of an item that changed.
    public enum ChangeView: String, Sendable {
        /// Its key.
        case keysOnly = "KEYS_ONLY"
        /// The item as it is now.
        case newImage = "NEW_IMAGE"
        /// The item as it was.
        case oldImage = "OLD_IMAGE"
        /// The item as it is now and as it was.
        case newAndOldImages = "NEW_AND_OLD_IMAGES"
    }

    /// The stream of a table's changes, which it keeps for a day.
    public struct Changes: PolledSource {
        public let sourceID: String
        public let sourceARN: Value<String>
        public let polling = Polling.stream
        let isKnown: Bool
        let key: (any EncryptionKey)?

        /// "Tutorial: Process Amazon DynamoDB Streams with Lambda" in the DynamoDB developer guide.
        @discardableResult
        public func grantPolling(to grantee: some Grantee) -> Grant {
            let role = grantee.actingRole
            if !isKnown {
                role.scope.report(
                    "table-stream", "nobody here knows the stream of \(sourceID): the table was there before",
                    fix: "name it: Table.existing(..., stream: \"arn:...\")")
            }
            return role.allow(
                "Poll\(sourceID)",
                [
                    PolicyStatement(
                        actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
                        resources: [sourceARN])
                ] + PolicyStatement.use(of: key, ["kms:Decrypt"]))
        }
    }

    /// The changes of items, for `handles`.
    ///
    ///     totals.handles(items.changes())
    ///
    /// The table gets a stream once it is asked for. Another view is another stream, and what was not read yet of the old
    /// one is lost.
    ///
    /// - Parameter view: what a record says; the same wherever the changes of one table are handled.
    public func changes(_ view: ChangeView = .newAndOldImages) -> Changes {
        table?.override("StreamSpecification.StreamViewType", with: JSON(view.rawValue))
        let stream = table?.streamArn.text ?? existingStream
        return Changes(
            sourceID: "\(id)Changes", sourceARN: stream ?? "\(arn)/stream/unknown", isKnown: stream != nil, key: key)
    }
}

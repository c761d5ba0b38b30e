import AWSS3
import EventConstructs

extension PrivateBucket {
    /// What happens to the objects of a bucket ("Amazon S3 event notification types and destinations" in its user guide, the
    /// column of EventBridge).
    public enum ObjectEvent: String, Sendable {
        /// Written, whether for the first time or over an older one.
        case created = "Object Created"
        /// Deleted, by somebody or by a lifecycle rule.
        case deleted = "Object Deleted"
        /// Back from an archive.
        case restored = "Object Restore Completed"
    }

    /// Events of the bucket's objects, for `handles` and ``EventSource/deliver(to:fileID:line:)``.
    ///
    ///     thumbnails.handles(dataLake.events(.created, prefix: "photos/", suffix: ".jpg"))
    ///
    /// They come by EventBridge, which the bucket is told to inform: the bucket then knows nothing of who handles them, and
    /// can be in another stack, or in the same one beside a function that writes to it. Its own notifications name their
    /// targets, which have to let the bucket in first: a circle for CloudFormation. EventBridge charges by the event.
    ///
    /// Of a bucket that was there before, its owner has to switch EventBridge on.
    ///
    /// - Parameters:
    ///   - prefix: only keys that begin with it.
    ///   - suffix: only keys that end with it.
    public func events(_ event: ObjectEvent, prefix: String = "", suffix: String = "") -> EventRule {
        bucket?.override("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", with: true)
        let verb = event.rawValue.split(separator: " ").dropFirst().joined()
        var detail: [(String, JSON)] = [("bucket", ["name": [JSON(name)]])]
        if let match = Self.match(prefix, suffix) { detail.append(("object", ["key": [match.json]])) }
        return EventRule(
            id: identifier(of: prefix) + verb,
            pattern: EventPattern(json: [
                "source": ["aws.s3"], "detail-type": [JSON(event.rawValue)], "detail": JSON(object: detail),
            ]))
    }

    /// Both at once are one text with a wildcard, since of several tests one is enough.
    private static func match(_ prefix: String, _ suffix: String) -> EventMatch? {
        switch (prefix.isEmpty, suffix.isEmpty) {
        case (true, true): nil
        case (false, true): .prefix(Value(prefix))
        case (true, false): .suffix(Value(suffix))
        case (false, false): .wildcard("\(literal(prefix))*\(literal(suffix))")
        }
    }

    private static func literal(_ text: String) -> String {
        text.map { "*\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}

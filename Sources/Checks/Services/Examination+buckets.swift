import Template

extension Examination {
    /// A bucket is made after what lets it notify others, and is replicated with all its versions ("Amazon S3 Event
    /// Notifications" and "Requirements for replication" in the Amazon S3 user guide).
    mutating func checkBuckets() {
        for (bucket, wiring) in cases(of: "AWS::S3::Bucket") {
            for kind in BucketNotification.all {
                let list = wiring.member(kind.list, of: bucket.value("NotificationConfiguration"))
                for (index, notification) in wiring.placedElements(of: list) {
                    let steps: [Template.Path.Step] = [
                        .key("NotificationConfiguration"), .key(kind.list), .index(index), .key(kind.property),
                    ]
                    guard
                        let target = wiring.target(of: wiring.member(kind.property, of: notification), type: kind.type)
                    else { continue }
                    check(target, steps, of: bucket, kind, wiring)
                }
            }
            checkReplication(of: bucket, wiring)
            checkOverlaps(of: bucket, wiring)
        }
    }

    /// "Configuring event notifications using object key name filtering" in the Amazon S3 user guide: S3 refuses two that
    /// would tell of one event.
    private mutating func checkOverlaps(of bucket: WiredResource, _ wiring: Wiring) {
        var before: [(scope: NotificationScope, steps: [Template.Path.Step])] = []
        for kind in BucketNotification.all {
            let list = wiring.member(kind.list, of: bucket.value("NotificationConfiguration"))
            for (index, notification) in wiring.placedElements(of: list) {
                guard let scope = NotificationScope(notification, in: wiring) else { continue }
                let steps: [Template.Path.Step] = [.key("NotificationConfiguration"), .key(kind.list), .index(index)]
                if let other = before.first(where: { $0.scope.overlaps(scope) }) {
                    let words = other.steps.dropFirst().map(\.description).joined(separator: ".")
                    report(
                        "notification-overlap", "\(words) is about the same event of the same objects", at: bucket,
                        steps: steps,
                        fix: "filter by prefixes or suffixes of which none has another in it, or notify a topic")
                }
                before.append((scope, steps))
            }
        }
    }

    private mutating func check(
        _ target: WiredResource, _ steps: [Template.Path.Step], of bucket: WiredResource, _ kind: BucketNotification,
        _ wiring: Wiring
    ) {
        if let flag = kind.fifo, wiring.text(target.value(flag)) == "true" {
            report(
                "fifo-destination", "\(target.logicalID) is of type FIFO, which buckets cannot notify", at: bucket,
                steps: steps, notes: [("it is declared here", target)], fix: "notify a standard one")
        }
        let permissions = wiring.users(kind.permission, of: target, by: kind.permitted).filter { permission in
            guard let value = permission.value(kind.permitted) else { return false }
            // S3 is who is to be let in.
            let principal = permission.value("Principal").map { wiring.text($0) ?? "" } ?? "s3"
            return principal.hasPrefix("s3")
                && (wiring.possibleElements(of: value) ?? [value]).contains {
                    wiring.target(of: $0, type: kind.type) == target
                }
        }
        guard let permission = permissions.first, !permissions.contains(where: { wiring.waits(bucket, for: $0) })
        else { return }
        reportDependency(
            of: bucket, on: permission,
            "the bucket may be made before \(permission.logicalID) lets it notify \(target.logicalID)",
            note: "it is let in here")
    }

    private mutating func checkReplication(of bucket: WiredResource, _ wiring: Wiring) {
        let replication = bucket.value("ReplicationConfiguration")
        guard !wiring.isAbsent(replication) else { return }
        if wiring.keepsNoVersions(bucket) {
            report(
                "replication-versioning", "the bucket keeps no versions, and only these are replicated", at: bucket,
                .key("ReplicationConfiguration"), fix: "set the Status of VersioningConfiguration to Enabled")
        }
        for (index, rule) in wiring.placedElements(of: wiring.member("Rules", of: replication)) {
            let copy = wiring.target(
                of: wiring.member("Bucket", of: wiring.member("Destination", of: rule)), type: "AWS::S3::Bucket")
            guard let copy, wiring.keepsNoVersions(copy) else { continue }
            report(
                "replication-versioning", "\(copy.logicalID) keeps no versions, and could not take these", at: bucket,
                .key("ReplicationConfiguration"), .key("Rules"), .index(index), .key("Destination"), .key("Bucket"),
                notes: [("the copy", copy)], fix: "set the Status of its VersioningConfiguration to Enabled")
        }
    }
}

/// What a notification is about: one kind of event, of objects whose keys begin and end in some way.
private struct NotificationScope {
    private let event: String
    private var prefix = ""
    private var suffix = ""

    /// Nil for what is not known.
    init?(_ notification: WiredValue, in wiring: Wiring) {
        guard let event = wiring.text(wiring.member("Event", of: notification)) else { return nil }
        self.event = event
        guard let filter = wiring.member("Filter", of: notification), !wiring.isAbsent(filter) else { return }
        let rules = wiring.member("Rules", of: wiring.member("S3Key", of: filter))
        guard let rules = rules.flatMap({ wiring.elements(of: $0) as [WiredValue]? }) else { return nil }
        for rule in rules {
            guard let name = wiring.text(wiring.member("Name", of: rule))?.lowercased(),
                let value = wiring.text(wiring.member("Value", of: rule))
            else { return nil }
            if name == "prefix" { prefix = value } else { suffix = value }
        }
    }

    func overlaps(_ other: Self) -> Bool {
        Self.isSame(event, other.event) && (prefix.hasPrefix(other.prefix) || other.prefix.hasPrefix(prefix))
            && (suffix.hasSuffix(other.suffix) || other.suffix.hasSuffix(suffix))
    }

    /// `s3:ObjectCreated:*` is each of its kind.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        func kind(_ event: String) -> Substring? { event.hasSuffix(":*") ? event.dropLast(2) : nil }
        if one == other { return true }
        return kind(one).map { other.hasPrefix($0 + ":") } == true
            || kind(other).map { one.hasPrefix($0 + ":") } == true
    }
}

/// What a bucket can notify.
private struct BucketNotification {
    let list: String
    let property: String
    let type: String
    /// The property that says whether it is of type FIFO.
    let fifo: String?
    /// The type of what lets the bucket in, and the property that says where.
    let permission: String
    let permitted: String

    static let all = [
        BucketNotification(
            list: "LambdaConfigurations", property: "Function", type: "AWS::Lambda::Function", fifo: nil,
            permission: "AWS::Lambda::Permission", permitted: "FunctionName"),
        BucketNotification(
            list: "QueueConfigurations", property: "Queue", type: "AWS::SQS::Queue", fifo: "FifoQueue",
            permission: "AWS::SQS::QueuePolicy", permitted: "Queues"),
        BucketNotification(
            list: "TopicConfigurations", property: "Topic", type: "AWS::SNS::Topic", fifo: "FifoTopic",
            permission: "AWS::SNS::TopicPolicy", permitted: "Topics"),
    ]
}

extension Wiring {
    func keepsNoVersions(_ bucket: WiredResource) -> Bool {
        let versions = bucket.value("VersioningConfiguration")
        return text(member("Status", of: versions), otherwise: "Suspended") == "Suspended"
    }
}

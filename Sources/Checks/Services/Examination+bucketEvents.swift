import Template

extension Examination {
    /// A bucket tells EventBridge of its objects where it is asked to ("Enabling Amazon EventBridge" in the Amazon S3 user
    /// guide).
    mutating func checkBucketEvents() {
        for (rule, wiring) in cases(of: "AWS::Events::Rule") {
            let pattern = rule.value("EventPattern")
            // What CloudTrail tells of a bucket comes without it.
            guard wiring.texts(at: ["source"], of: pattern) == ["aws.s3"],
                let kinds = wiring.texts(at: ["detail-type"], of: pattern), !kinds.isEmpty,
                kinds.allSatisfy({ $0?.hasPrefix("Object ") == true }),
                let names = wiring.member(["detail", "bucket", "name"], of: pattern)
            else { continue }
            for (index, name) in wiring.placedElements(of: names) {
                guard let bucket = wiring.bucket(named: name, with: rule), wiring.tellsNothing(bucket) else { continue }
                report(
                    "event-source", "\(bucket.logicalID) does not tell EventBridge of its objects", severity: .warning,
                    at: rule,
                    steps: ["EventPattern", "detail", "bucket", "name"].map(Template.Path.Step.key) + [.index(index)],
                    notes: [("the bucket", bucket)],
                    fix: "give the bucket a NotificationConfiguration with EventBridgeConfiguration")
            }
        }
    }
}

extension Wiring {
    fileprivate func member(_ keys: [String], of value: WiredValue?) -> WiredValue? {
        keys.reduce(value) { value, key in
            // What is not known has no members.
            value.map(resolved)?.expression.object == nil ? nil : member(key, of: value)
        }
    }

    /// The texts of a list, with nil for one that is not known; nil where there is no list.
    fileprivate func texts(at keys: [String], of value: WiredValue?) -> [String?]? {
        member(keys, of: value).flatMap(elements)?.map { text($0) }
    }

    /// The bucket of the templates that a name is that of.
    fileprivate func bucket(named name: WiredValue, with rule: WiredResource) -> WiredResource? {
        let type = "AWS::S3::Bucket"
        if let bucket = target(of: name, type: type) { return bucket }
        guard let text = text(name) else { return nil }
        return resources(of: type, with: rule.stack).first { self.text($0.value("BucketName")) == text }
    }

    /// Whether a bucket is certain to tell EventBridge nothing.
    fileprivate func tellsNothing(_ bucket: WiredResource) -> Bool {
        let notification = bucket.value("NotificationConfiguration")
        guard !isOpen(bucket) else { return false }
        let own = member("EventBridgeConfiguration", of: notification)
        return isAbsent(own) || text(member("EventBridgeEnabled", of: own), otherwise: "true") == "false"
    }
}

import Template

extension Examination {
    /// An alarm publishes to a topic whose key lets it ("Why didn't I receive an SNS notification for my CloudWatch
    /// alarm trigger?" in AWS's knowledge center).
    mutating func checkTopicKeys(of alarm: Template.Resource, _ logicalID: String, _ stack: Int) {
        for list in Self.alarmActions {
            for value in alarm.values(at: "\(list).*", of: logicalID) {
                guard let topic = wiring.onlyResource(of: value.value, type: "AWS::SNS::Topic", in: stack) else {
                    continue
                }
                checkKeyAccess(of: topic, for: "cloudwatch", at: value.path)
            }
        }
    }

    /// A service that delivers to what is encrypted needs its key. The keys that AWS manages let nobody but their own
    /// service ("Encryption at rest" in the developer guides of Amazon SQS and Amazon SNS).
    mutating func checkKeyAccess(of target: WiredResource, for service: String, at path: Template.Path) {
        guard let key = target.resource.properties["KmsMasterKeyId"] else { return }
        let texts = wiring.traces(of: key, in: target.stack).map { trace -> String? in
            if case .value(let value, _) = trace { value.string } else { nil }
        }
        let isManaged = !texts.isEmpty && texts.allSatisfy { $0?.contains("alias/aws/") == true }
        let actions = ["kms:GenerateDataKey", "kms:Decrypt"]
        if isManaged {
            reportOnce(
                "service-key",
                "\(target.logicalID) is encrypted with AWS's own key, which \(service).amazonaws.com may not use",
                severity: Self.tryingServices.contains(service) ? .error : .warning, at: path,
                fix: "encrypt it with a key of your own that allows \(actions.joined(separator: " and "))")
        } else {
            checkKeyAccess(key, in: target.stack, of: target.logicalID, for: service, actions, at: path)
        }
    }

    /// "Encrypt log data in CloudWatch Logs using AWS KMS" in the Amazon CloudWatch Logs user guide.
    mutating func checkKeyAccess(ofLogs group: WiredResource) {
        for value in group.resource.values(at: "KmsKeyId", of: group.logicalID) {
            checkKeyAccess(
                value.value, in: group.stack, of: group.logicalID, for: "logs",
                ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"], context: group, at: value.path)
        }
    }

    /// "Configure AWS KMS key policies for CloudTrail" in the AWS CloudTrail user guide.
    mutating func checkKeyAccess(ofTrail trail: Template.Resource, _ logicalID: String, _ stack: Int) {
        for value in trail.values(at: "KMSKeyId", of: logicalID) {
            checkKeyAccess(
                value.value, in: stack, of: logicalID, for: "cloudtrail", ["kms:GenerateDataKey"], at: value.path)
        }
    }

    private mutating func checkKeyAccess(
        _ value: Template.Expression, in stack: Int, of owner: String, for service: String, _ actions: [String],
        context: WiredResource? = nil, at path: Template.Path
    ) {
        guard let key = wiring.onlyResource(of: value, type: "AWS::KMS::Key", in: stack),
            !wiring.isOpen(key)
        else { return }
        let documents = key.resource.values(at: "KeyPolicy", of: key.logicalID)
        // Without a policy of its own, a key has one that lets the account, and no service.
        var statements: [PolicyStatement] = []
        for document in documents {
            guard case .value = TextDocument(document.value) else { return }
            statements += PolicyStatement.all(in: document, stack: key.stack)
        }
        let names = TextPattern.principals(ofService: service)
        // What CloudWatch Logs encrypts, it names by the log group's ARN.
        if let group = context.flatMap({ ResourceARN($0, wiring) }) {
            statements = statements.filter {
                $0.mayBeAbout(group, key: "kms:EncryptionContext:aws:logs:arn", in: wiring)
            }
        }
        let missing = actions.filter { !statements.mayAllow($0, on: .unknown, for: names, in: wiring) }
        // A log group is refused where CloudWatch Logs cannot use the key at all; the others need all of it.
        guard service == "logs" ? missing == actions : !missing.isEmpty else { return }
        reportOnce(
            "service-key",
            "\(owner) is encrypted with \(key.logicalID), which \(service).amazonaws.com may not use",
            severity: Self.tryingServices.contains(service) ? .error : .warning, at: path,
            fix: "allow \(missing.joined(separator: ", ")) to it in the KeyPolicy of \(key.logicalID)")
    }

    /// "Default key policy" in the AWS KMS developer guide: KMS refuses a policy that lets nobody change it.
    mutating func checkLockout(of key: WiredResource) {
        guard key.value("BypassPolicyLockoutSafetyCheck") == nil else { return }
        for document in wiring.documents("KeyPolicy", of: key, isAlways: true).joined() {
            let statements = PolicyStatement.all(in: document, stack: key.stack)
            guard !statements.isEmpty,
                statements.contains(where: \.shutsKey) || !statements.contains(where: { $0.mayKeepKey(in: wiring) })
            else { continue }
            reportOnce(
                "key-policy-lockout", "the policy lets nobody change the policy", at: document.path,
                fix:
                    "allow kms:* to the account: {\"AWS\": {\"Fn::Sub\": \"arn:${AWS::Partition}:iam::${AWS::AccountId}:root\"}}"
            )
        }
    }
}

extension PolicyStatement {
    /// Whether somebody who is no service may set the policy of a key.
    fileprivate func mayKeepKey(in wiring: Wiring) -> Bool {
        // Without a resource a statement of a key has no effect ("Creating a key policy" in the AWS KMS developer guide).
        guard mayAllow, let object = placed.value.object else { return placed.value.object == nil }
        let keys = TextPattern(glob: "arn:*:kms:*").asARN()
        let isAboutKey =
            object["NotResource"] != nil || patterns(ofResources: wiring).contains { $0.contains { $0.meets(keys) } }
        guard isAboutKey, mayPutPolicy else { return false }
        guard let principal = object["Principal"]?.object else { return true }
        return principal.entries.contains { $0.key != "Service" }
    }
    private var mayPutPolicy: Bool {
        let name = TextPattern(glob: "kms:putkeypolicy")
        return actionPatterns.isEmpty || actionPatterns.contains { $0?.meets(name) ?? true }
    }

    /// Whether it denies everybody to set the policy, whatever else is allowed.
    fileprivate var shutsKey: Bool {
        guard let object = placed.value.object, object["Effect"] == "Deny", object["Condition"] == nil,
            object["NotAction"] == nil, object["NotPrincipal"] == nil
        else { return false }
        let isForAll = object["Principal"] == "*" || object["Principal"]?["AWS"] == "*"
        return isForAll && elements("Action").contains { ["*", "kms:*", "kms:PutKeyPolicy"].contains($0.value.string) }
    }
}

import Template

extension Examination {
    /// An alarm publishes to a topic whose key lets it ("Why didn't I receive an SNS notification for my CloudWatch
    /// alarm trigger?" in AWS's knowledge center).
    mutating func checkKeys(of alarm: Template.Resource, _ logicalID: String, _ stack: Int) {
        for list in ["AlarmActions.*", "OKActions.*", "InsufficientDataActions.*"] {
            for value in alarm.values(at: list, of: logicalID) {
                guard let topic = wiring.onlyResource(of: value.value, type: "AWS::SNS::Topic", in: stack) else {
                    continue
                }
                checkKey(of: topic, for: "cloudwatch", at: value.path)
            }
        }
    }

    /// A service that delivers to what is encrypted needs its key. The keys that AWS manages let nobody but their own
    /// service ("Encryption at rest" in the developer guides of Amazon SQS and Amazon SNS).
    mutating func checkKey(of target: WiredResource, for service: String, at path: Template.Path) {
        guard let key = target.resource.properties["KmsMasterKeyId"] else { return }
        let texts = wiring.traces(of: key, in: target.stack).map { trace -> String? in
            if case .value(let value, _) = trace { value.string } else { nil }
        }
        let isManaged = !texts.isEmpty && texts.allSatisfy { $0?.contains("alias/aws/") == true }
        let actions = ["kms:GenerateDataKey", "kms:Decrypt"]
        if isManaged {
            reportOnce(
                code: "service-key",
                "\(target.logicalID) is encrypted with AWS's own key, which \(service).amazonaws.com may not use",
                severity: Self.tryingServices.contains(service) ? .error : .warning, at: path,
                fix: "encrypt it with a key of your own that allows \(actions.joined(separator: " and "))")
        } else {
            checkKey(key, in: target.stack, of: target.logicalID, for: service, actions, at: path)
        }
    }

    /// "Encrypt log data in CloudWatch Logs using AWS KMS" in the Amazon CloudWatch Logs user guide.
    mutating func checkKey(ofLogs group: Template.Resource, _ logicalID: String, _ stack: Int) {
        for value in group.values(at: "KmsKeyId", of: logicalID) {
            checkKey(
                value.value, in: stack, of: logicalID, for: "logs",
                ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
                at: value.path)
        }
    }

    private mutating func checkKey(
        _ value: Template.Expression, in stack: Int, of owner: String, for service: String, _ actions: [String],
        at path: Template.Path
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
        let missing = actions.filter { !statements.mayAllow($0, on: .unknown, for: names, in: wiring) }
        // A log group is refused where CloudWatch Logs cannot use the key at all; the others need all of it.
        guard service == "logs" ? missing == actions : !missing.isEmpty else { return }
        reportOnce(
            code: "service-key",
            "\(owner) is encrypted with \(key.logicalID), which \(service).amazonaws.com may not use",
            severity: Self.tryingServices.contains(service) ? .error : .warning, at: path,
            fix: "allow \(missing.joined(separator: ", ")) to it in the KeyPolicy of \(key.logicalID)")
    }

    /// "Default key policy" in the AWS KMS developer guide: KMS refuses a policy that lets nobody change it.
    mutating func checkLockout(of key: Template.Resource, _ logicalID: String, _ stack: Int) {
        guard key.properties["BypassPolicyLockoutSafetyCheck"] == nil else { return }
        for document in key.values(at: "KeyPolicy", of: logicalID) {
            let statements = PolicyStatement.all(in: document, stack: stack)
            guard !statements.isEmpty, !statements.contains(where: \.mayKeepKey) else { continue }
            reportOnce(
                code: "key-policy-lockout", "the policy lets nobody change the policy", at: document.path,
                fix:
                    "allow kms:* to the account: {\"AWS\": {\"Fn::Sub\": \"arn:${AWS::Partition}:iam::${AWS::AccountId}:root\"}}"
            )
        }
    }
}

extension PolicyStatement {
    /// Whether somebody who is no service may set the policy of a key.
    fileprivate var mayKeepKey: Bool {
        guard mayAllow, let object = placed.value.object else { return placed.value.object == nil }
        let name = TextPattern(glob: "kms:putkeypolicy")
        let actions = elements("Action")
        let mayPut =
            actions.isEmpty
            || actions.contains { action in
                action.value.string.map { TextPattern(glob: $0.lowercased(), hasOne: true).meets(name) } ?? true
            }
        guard mayPut, let principal = object["Principal"]?.object else { return mayPut }
        return principal.entries.contains { $0.key != "Service" }
    }
}

import AWSIAM

/// What a policy allows or denies.
///
/// Resources are always named: a statement about everything is written `["*"]` by whoever means it, and shows so in the
/// diff.
public struct PolicyStatement: Sendable {
    /// What a statement does; a denial wins over every permission.
    public enum Effect: String, Sendable {
        case allow = "Allow"
        case deny = "Deny"
    }

    /// What it is about, for whoever has to allow it elsewhere.
    package let actions: [String]
    /// As a policy has it.
    let json: JSON

    /// A statement of an identity's policy.
    ///
    /// - Parameters:
    ///   - actions: as in `s3:GetObject`.
    ///   - resources: ARNs, with `*` where many are meant.
    ///   - conditions: operator, key and value: `["Bool": ["aws:SecureTransport": "false"]]`.
    public init(
        _ effect: Effect = .allow, actions: [String], resources: [Value<String>], conditions: JSON? = nil
    ) {
        self.init(effect, principal: nil, actions: actions, resources: resources, conditions: conditions)
    }

    /// A statement of a resource's policy, which says whom it is about.
    ///
    /// - Parameter principal: `["Service": "ec2.amazonaws.com"]`, or `"*"` for everyone.
    public init(
        _ effect: Effect = .allow, principal: JSON?, actions: [String], resources: [Value<String>] = [],
        conditions: JSON? = nil
    ) {
        self.actions = actions
        var members: [(String, JSON)] = [
            ("Action", JSON(actions.map { JSON(Value<String>($0)) })), ("Effect", JSON(Value<String>(effect.rawValue))),
        ]
        if let conditions { members.append(("Condition", conditions)) }
        if let principal { members.append(("Principal", principal)) }
        if !resources.isEmpty { members.append(("Resource", JSON(resources.map { JSON($0) }))) }
        json = JSON(object: members)
    }

    /// A whole policy.
    public static func document(_ statements: [PolicyStatement]) -> JSON {
        ["Version": "2012-10-17", "Statement": JSON(statements.map(\.json))]
    }

    /// Lets an AWS service do something in the name of one resource: another resource of the same type, whoever's it is,
    /// cannot make the service do it ("The confused deputy problem" in the IAM user guide).
    ///
    /// - Parameter source: the resource's ARN.
    package static func allowing(
        _ service: String, actions: [String], on resource: Value<String>, by source: Value<String>
    ) -> PolicyStatement {
        PolicyStatement(
            principal: ["Service": JSON(Value<String>(service))], actions: actions, resources: [resource],
            conditions: ["ArnEquals": ["aws:SourceArn": JSON(source)]])
    }

    /// Denies everybody what is not asked for by TLS.
    package static func denyingPlainHTTP(_ actions: String, on resources: [Value<String>]) -> PolicyStatement {
        PolicyStatement(
            .deny, principal: "*", actions: [actions], resources: resources,
            conditions: ["Bool": ["aws:SecureTransport": "false"]])
    }

    /// What is needed of a key besides; nothing where there is none.
    package static func use(
        of key: (any EncryptionKey)?, _ actions: [String]
    ) -> [PolicyStatement] {
        key.map { [PolicyStatement(actions: actions, resources: [$0.keyARN.text])] } ?? []
    }
}

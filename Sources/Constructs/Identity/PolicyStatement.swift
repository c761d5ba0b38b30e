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
    ///   - id: what the statement is called in its policy (`Sid`): letters and digits.
    public init(
        _ effect: Effect = .allow, actions: [String], resources: [Value<String>], conditions: JSON? = nil,
        id: String? = nil
    ) {
        self.init(effect, principal: nil, actions: actions, resources: resources, conditions: conditions, id: id)
    }

    /// A statement of a resource's policy, which says whom it is about.
    ///
    /// - Parameter principal: `["Service": "ec2.amazonaws.com"]`, or `"*"` for everyone.
    public init(
        _ effect: Effect = .allow, principal: JSON?, actions: [String], resources: [Value<String>] = [],
        conditions: JSON? = nil, id: String? = nil
    ) {
        self.init(
            effect, principal, actions, written: JSON(actions.map { JSON($0) }),
            resources.isEmpty ? nil : JSON(resources.map { JSON($0) }), conditions, id)
    }

    /// - Parameters:
    ///   - action: as a policy has it: one, or a list.
    ///   - resource: likewise.
    private init(
        _ effect: Effect, _ principal: JSON?, _ actions: [String], written action: JSON, _ resource: JSON?,
        _ conditions: JSON?, _ id: String?
    ) {
        self.actions = actions
        var members: [(String, JSON)] = [("Action", action), ("Effect", JSON(effect.rawValue))]
        if let conditions { members.append(("Condition", conditions)) }
        if let principal { members.append(("Principal", principal)) }
        if let resource { members.append(("Resource", resource)) }
        if let id { members.append(("Sid", JSON(id))) }
        json = JSON(object: members)
    }

    /// A whole policy.
    ///
    /// - Parameter version: of IAM's policy language. Without one, a policy is of the version before, which knows no
    ///   variables such as `${aws:username}` ("IAM JSON policy elements: Version" in the IAM user guide).
    public static func document(_ statements: [PolicyStatement], version: String? = "2012-10-17") -> JSON {
        let statements = JSON(statements.map(\.json))
        guard let version else { return ["Statement": statements] }
        return ["Version": JSON(version), "Statement": statements]
    }

    // MARK: - One action, one resource

    // Policies have one as text where several are a list: the same to IAM, and not to who compares templates.

    /// A statement about one action on one resource, each of which is written as text.
    public init(
        _ effect: Effect = .allow, principal: JSON? = nil, action: String, resource: Value<String>,
        conditions: JSON? = nil, id: String? = nil
    ) {
        self.init(effect, principal, [action], written: JSON(action), JSON(resource), conditions, id)
    }

    /// A statement about one action on several resources.
    public init(
        _ effect: Effect = .allow, principal: JSON? = nil, action: String, resources: [Value<String>],
        conditions: JSON? = nil, id: String? = nil
    ) {
        self.init(
            effect, principal, [action], written: JSON(action), JSON(resources.map { JSON($0) }), conditions, id)
    }

    /// A statement about several actions on one resource.
    public init(
        _ effect: Effect = .allow, principal: JSON? = nil, actions: [String], resource: Value<String>,
        conditions: JSON? = nil, id: String? = nil
    ) {
        self.init(
            effect, principal, actions, written: JSON(actions.map { JSON($0) }), JSON(resource), conditions, id)
    }

    /// A statement of a role's or a resource's own policy about one action.
    public init(
        _ effect: Effect = .allow, principal: JSON, action: String, conditions: JSON? = nil, id: String? = nil
    ) {
        self.init(effect, principal, [action], written: JSON(action), nil, conditions, id)
    }

    // MARK: - Services

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

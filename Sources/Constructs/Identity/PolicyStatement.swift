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
    let actions: [String]
    private let expression: JSON

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
        expression = JSON(object: members)
    }

    /// A whole policy.
    public static func document(_ statements: [PolicyStatement]) -> JSON {
        ["Version": "2012-10-17", "Statement": JSON(statements.map(\.expression))]
    }
}

import AWSIAM

/// A role that can do nothing until something is granted to it.
///
///     let role = Role(in: stack.scope("InstanceRole"), assumedBy: "ec2.amazonaws.com")
///     dataLake.grantRead(to: role)
public struct Role {
    /// The role itself; nil where it was there before.
    public let role: Resource<IAM.Role>?
    /// What services that act in the role ask for.
    public let arn: Value<ARN<IAM.Role>>
    /// What policies are attached to; nil of a role that is known by its ARN alone.
    let name: Value<Name<IAM.Role>>?
    package let scope: Scope
    private let condition: Condition?

    /// - Parameters:
    ///   - service: the AWS service that acts in this role.
    ///   - conditions: what must hold when it does, such as the account that it acts for.
    ///   - managedPolicies: names of policies that AWS keeps, without the `arn:` before them.
    ///   - condition: makes the role only where it holds.
    public init(
        in scope: Scope, assumedBy service: String, conditions: JSON? = nil, managedPolicies: [String] = [],
        description: Value<String>? = nil, condition: Condition? = nil
    ) {
        self.scope = scope
        self.condition = condition
        let role = scope.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: PolicyStatement.document([
                    PolicyStatement(
                        principal: ["Service": JSON(Value<String>(service))], actions: ["sts:AssumeRole"],
                        conditions: conditions)
                ]),
                description: description,
                managedPolicyArns: managedPolicies.isEmpty
                    ? nil : List(managedPolicies.map { "arn:\(AWS.partition):iam::aws:policy/\($0)" })),
            condition: condition)
        self.role = role
        arn = role.arn
        name = role.roleName
    }

    init(existing arn: Value<ARN<IAM.Role>>, name: Value<Name<IAM.Role>>?, in scope: Scope) {
        role = nil
        self.arn = arn
        self.name = name
        self.scope = scope
        condition = nil
    }

    /// Allows the role what the statements say, in a policy of its own, so that one more grant is one more resource in
    /// the diff.
    ///
    /// - Parameters:
    ///   - name: what the grant is for: `ReadWriteDataLake`.
    ///   - condition: grants it only where it holds, of a role that is always there.
    /// - Returns: what to wait for before acting on the grant.
    @discardableResult
    public func allow(_ name: String, _ statements: PolicyStatement..., when condition: Condition? = nil) -> Grant {
        allow(name, statements, when: condition)
    }

    /// The same, of statements in a list.
    @discardableResult
    public func allow(_ name: String, _ statements: [PolicyStatement], when condition: Condition? = nil) -> Grant {
        guard let roleName = self.name else {
            reportMissingGrant(name, statements)
            return Grant(policy: nil)
        }
        return Grant(
            policy: scope.add(
                name,
                IAM.Policy(
                    policyDocument: PolicyStatement.document(statements), policyName: Value(name), roles: [roleName]),
                condition: condition ?? self.condition))
    }
}

extension Role {
    /// What Systems Manager needs to open sessions and run commands: the way in that takes the place of SSH.
    public static let sessionManagerPolicy = "AmazonSSMManagedInstanceCore"
}

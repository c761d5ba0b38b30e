import AWSIAM

extension Role {
    /// A role of this account that was there before. What is granted to it is a policy of this stack's that is attached
    /// to it, and goes with the stack.
    ///
    ///     let role = Role.existing(in: stack.scope("Reports"), named: "reports")
    ///     dataLake.grantRead(to: role)
    ///
    /// Nothing is looked up: a deployment fails where there is no role of this name.
    ///
    /// - Parameters:
    ///   - scope: where the policies go.
    ///   - path: of the role, with a slash at both ends; a part of its ARN.
    public static func existing(in scope: Scope, named name: Value<Name<IAM.Role>>, path: String = "/") -> Role {
        if !path.hasPrefix("/") || !path.hasSuffix("/") {
            scope.report(
                "role-path", "\"\(path)\" is no path of a role", fix: "begin and end it with a slash: \"/teams/\"")
        }
        return Role(
            existing: "arn:\(AWS.partition):iam::\(AWS.accountID):role\(path)\(name)", name: name, in: scope)
    }

    /// A role of any account that was there before, and that others see to. Nothing can be granted to it here: what is
    /// asked for is reported with the actions that its own policies have to allow.
    ///
    /// - Parameter scope: where it is used, for what is reported.
    public static func existing(in scope: Scope, arn: Value<ARN<IAM.Role>>) -> Role {
        Role(existing: arn, name: nil, in: scope)
    }

    /// The name, where something takes no ARN.
    ///
    /// - Parameter user: what takes it: "an instance profile".
    package func name(for user: String) -> Value<Name<IAM.Role>> {
        if let name { return name }
        scope.report(
            "role-without-name", "\(user) takes a role by its name, and this one is known by its ARN alone",
            fix: "name a role of this account: Role.existing(in:named:)")
        return "unknown"
    }

    func reportMissingGrant(_ name: String, _ statements: [PolicyStatement]) {
        let actions = Set(statements.flatMap(\.actions)).sorted().joined(separator: ", ")
        scope.report(
            "grant-to-existing-role",
            "\(name) is granted by nobody here: the role was there before and is known by its ARN alone",
            severity: .warning,
            fix: "let its own policies allow \(actions), or name it if it is of this account: Role.existing(in:named:)")
    }
}

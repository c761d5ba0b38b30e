import Template

extension PlannedResource {
    /// Whose the policies in its properties are: those that a policy is attached to, and what it stands at otherwise.
    var policyOwners: [String] {
        guard type.hasPrefix("AWS::IAM::"), type.hasSuffix("Policy") else { return [path.description] }
        let attached =
            ["Roles", "Users", "Groups"].flatMap { properties[$0]?.list ?? [] }
            + ["RoleName", "UserName", "GroupName"].compactMap { properties[$0] }
        return attached.isEmpty ? [path.description] : attached.map(\.planned)
    }

    /// What is granted beside the statements of policies.
    var otherGrants: (owner: String, grants: [Grant])? {
        switch type {
        case "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group":
            let attached = (properties["ManagedPolicyArns"]?.list ?? []).map { policy in
                Grant(
                    effect: .allow, action: "all that \(policy.planned.asPolicy) allows", object: "", subject: nil,
                    condition: nil)
            }
            // Whoever has one may do no more than it allows ("Permissions boundaries" in the IAM User Guide).
            let boundary = properties["PermissionsBoundary"].map { policy in
                Grant(
                    effect: .deny, action: "more than \(policy.planned.asPolicy) allows", object: "", subject: nil,
                    condition: nil)
            }
            return (path.description, attached + [boundary].compactMap(\.self))
        case "AWS::Lambda::Permission":
            let conditions = ["SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken"].compactMap { key in
                properties[key].map { "\(key) is \($0.planned)" }
            }
            let grant = Grant(
                effect: .allow, action: properties["Action"]?.planned ?? "lambda:InvokeFunction", object: "",
                subject: properties["Principal"]?.planned ?? "*",
                condition: conditions.isEmpty ? nil : conditions.joined(separator: " and "))
            return (properties["FunctionName"]?.planned.asFunction ?? path.description, [grant])
        default: return nil
        }
    }

    /// What the policies in its properties grant, wherever they stand there ("IAM JSON policy elements reference" in the
    /// IAM user guide).
    var policyGrants: [Grant] {
        var grants: [Grant] = []
        Template.Expression.object(properties).visit { value, _ in
            guard let statements = value["Statement"], value.object != nil else { return }
            for statement in statements.list ?? [statements] where statement.object != nil {
                grants += statement.grants
            }
        }
        return grants
    }
}

extension Template.Expression {
    /// What a policy's statement grants.
    fileprivate var grants: [Grant] {
        let effect: Grant.Effect = self["Effect"]?.string == "Deny" ? .deny : .allow
        let actions = elements("Action") + elements("NotAction").map { "not " + $0 }
        let objects = elements("Resource").map { "on " + $0 } + elements("NotResource").map { "on all but " + $0 }
        let subjects = self.subjects("Principal") + self.subjects("NotPrincipal").map { "all but " + $0 }
        let condition = self["Condition"].map(\.planned)
        return actions.flatMap { action in
            // The policy of a role says nothing of what it is on, and that of an identity nothing of who may.
            (objects.isEmpty ? [""] : objects).flatMap { object in
                (subjects.isEmpty ? [nil] : subjects.map(Optional.some)).map { subject in
                    Grant(effect: effect, action: action, object: object, subject: subject, condition: condition)
                }
            }
        }
    }

    private func elements(_ key: String) -> [String] {
        guard let value = self[key] else { return [] }
        return (value.list ?? [value]).map(\.planned)
    }

    /// As in `lambda.amazonaws.com`, `*`.
    private func subjects(_ key: String) -> [String] {
        guard let value = self[key] else { return [] }
        guard let kinds = value.object else { return [value.planned] }
        return kinds.entries.flatMap { kind in (kind.value.list ?? [kind.value]).map(\.planned) }
    }
}

extension String {
    /// The name of a policy of AWS's own, and what others are.
    fileprivate var asPolicy: String {
        guard contains(":iam::aws:policy/"), let slash = firstIndex(of: "/") else { return self }
        return String(self[index(after: slash)...])
    }

    /// A function, whether its own reference names it or its attribute.
    fileprivate var asFunction: String { hasSuffix(".Arn") ? String(dropLast(".Arn".count)) : self }
}

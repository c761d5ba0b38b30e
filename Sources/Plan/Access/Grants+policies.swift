import Template

extension PlannedResource {
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

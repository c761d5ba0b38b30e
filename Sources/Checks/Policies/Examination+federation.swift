import Template

extension Examination {
    /// Whoever comes from an identity pool is let in from that pool only ("Role trust and permissions" in the Amazon Cognito
    /// developer guide).
    mutating func checkFederation(of statement: PolicyStatement) {
        let provider = "cognito-identity.amazonaws.com"
        let isOfPools = statement.placed["Principal"].flatMap { $0["Federated"] }.contains {
            $0.value == .string(provider)
        }
        guard isOfPools, statement.placed.value["Effect"] == "Allow" else { return }
        let key = "\(provider):aud"
        var isLimited = false
        for condition in statement.placed["Condition"] {
            guard let operators = condition.value.object, !operators.hasKey(startingWith: "Fn::") else { return }
            for comparison in operators.entries {
                for value in PlacedValue(comparison.value, at: condition.path.appending(comparison.key))[key] {
                    isLimited = true
                    checkAudience(value, statement.stack)
                }
            }
        }
        guard !isLimited else { return }
        report(
            "policy-condition", "the identities of any pool, of any account, may assume the role", severity: .warning,
            at: statement.path,
            fix: "add the Condition {\"StringEquals\": {\"\(key)\": {\"Ref\": ...}}}, with the identity pool")
    }

    private mutating func checkAudience(_ value: PlacedValue, _ stack: Int) {
        guard let other = wiring.onlyResource(of: value.value, in: stack),
            other.resource.type.hasPrefix("AWS::Cognito::"), other.resource.type != "AWS::Cognito::IdentityPool"
        else { return }
        report(
            "policy-condition", "\(other.logicalID) is no identity pool, so that nobody may assume the role",
            severity: .warning,
            at: value.path, notes: [note("it is declared here", at: other)].compactMap(\.self),
            fix: "write the Ref of the identity pool")
    }
}

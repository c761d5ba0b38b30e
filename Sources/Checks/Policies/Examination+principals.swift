import Diagnostics
import Template

extension Examination {
    /// "AWS JSON policy elements: Principal" in the IAM user guide.
    mutating func checkPrincipals(of statement: PolicyStatement, _ kind: PolicyKind) {
        guard let object = statement.placed.value.object else { return }
        let keys = ["Principal", "NotPrincipal"]
        if kind == .identity {
            for key in keys where object[key] != nil {
                report(
                    "policy-principal", "the statement has a \(key), but its policy belongs to a principal already",
                    at: statement.path.appending(key), fix: "leave it out")
            }
            return
        }
        if !keys.contains(where: { object[$0] != nil }), !object.entries.contains(where: { $0.key.hasPrefix("Fn::") }) {
            report(
                "policy-principal", "the statement says not whom it is about", at: statement.path,
                fix: "add its Principal, as in {\"Service\": \"events.amazonaws.com\"}")
        }
        for principal in keys.flatMap({ statement.placed[$0] }) {
            if let text = principal.value.string, text != "*" {
                report(
                    "policy-principal", "\"\(text.prefix(60))\" is no principal", at: principal.path,
                    fix: "write {\"Service\": ...} or {\"AWS\": ...}, or \"*\"")
            }
            let known = ["AWS", "Service", "Federated", "CanonicalUser"]
            for entry in principal.value.object?.entries ?? []
            where !known.contains(entry.key) && !entry.key.hasPrefix("Fn::") {
                report(
                    "policy-principal", "there are no principals of the kind \(entry.key)",
                    at: principal.path.appending(entry.key),
                    fix: Suggestion.choice(for: entry.key, in: known))
            }
            for service in principal["Service"].flatMap(\.elements) { checkService(service) }
            for account in principal["AWS"].flatMap(\.elements) { checkAccount(account) }
        }
    }

    /// An account, or the ARN of something in one. A part of it is no wildcard, and no variable.
    private mutating func checkAccount(_ placed: PlacedValue) {
        var text = placed.value.scalarText
        if let known = text, known.contains("{{") || PrincipalName(known).isAllowed { return }
        if case .sub(let substitution) = placed.value { text = substitution.text }
        let isPattern = text?.hasPrefix("arn:") == true && text?.contains { $0 == "*" || $0 == "?" } == true
        guard let text, isPattern || placed.value.scalarText != nil else { return }
        report(
            "policy-principal",
            isPattern
                ? "\"\(text.prefix(80))\" is no principal: a wildcard stands alone, for everybody"
                : "\"\(text.prefix(80))\" is neither an account nor the ARN of a principal",
            at: placed.path,
            fix: isPattern
                ? "name the account, and say which of its principals in a Condition, by aws:PrincipalArn"
                : "write an account of twelve digits, or an ARN as in arn:aws:iam::111122223333:role/reader")
    }

    private mutating func checkService(_ placed: PlacedValue) {
        guard let text = placed.value.string, text != "*", !text.contains("{{"),
            !ServicePrincipals.contains(text, actions)
        else { return }
        let guess = ServicePrincipals.nearest(to: text)
        let isMistake = !ServicePrincipals.hasForm(text) || guess.map { Self.isSlip(text, of: $0) } == true
        guard isMistake || guess != nil else { return }
        report(
            "unknown-principal", "no service is called \(text)", severity: isMistake ? .error : .warning,
            at: placed.path,
            fix: guess.map { "did you mean \($0)?" } ?? "write a service's name, as in lambda.amazonaws.com")
    }

    /// Whether a name is hardly anything but a mistyped other one. Short ones are alike without being meant.
    private static func isSlip(_ text: String, of guess: String) -> Bool {
        guess.count >= "kafka.amazonaws.com".count && Suggestion.isTypingMistake(text, of: guess)
    }
}

import Diagnostics
import JSON
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
        if !keys.contains(where: { object[$0] != nil }), !object.hasKey(startingWith: "Fn::") {
            report(
                "policy-principal", "the statement says not whom it is about", at: statement.path,
                fix: kind == .trust
                    ? "add its Principal: who may assume the role, as in {\"Service\": \"lambda.amazonaws.com\"}"
                    : "add its Principal: {\"AWS\": the ARN of a role} or {\"Service\": the name of a service}")
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
            for service in principal.elements(of: "Service") { checkService(service) }
            for account in principal.elements(of: "AWS") { checkAccount(account) }
            for identity in principal.elements(of: "AWS") { checkIdentity(identity, statement.stack) }
            for user in principal.elements(of: "CanonicalUser") { checkCanonicalUser(user, statement.stack) }
            if kind == .trust { checkWay(of: principal, in: statement) }
        }
    }

    /// An account, or the ARN of something in one. A part of it is no wildcard, and no variable.
    private mutating func checkAccount(_ placed: PlacedValue) {
        var text = placed.value.scalarText
        if let known = text, known.hasText("{{") || PrincipalName(known).isAllowed { return }
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

    /// Accounts, roles, users and sessions are principals; groups and profiles are none.
    private mutating func checkIdentity(_ placed: PlacedValue, _ stack: Int) {
        let text = placed.value.writtenText
        let kinds = [
            ("group", ":group/", "AWS::IAM::Group"),
            ("instance profile", ":instance-profile/", "AWS::IAM::InstanceProfile"),
        ]
        let target = wiring.onlyResource(of: placed.value, in: stack)?.resource.type
        for (kind, mark, type) in kinds {
            guard target == type || text.hasPrefix("arn:") && text.hasText(":iam:") && text.hasText(mark) else {
                continue
            }
            report(
                "policy-principal", "a \(kind) is no principal", at: placed.path,
                fix: "name roles or users, or the account: arn:${AWS::Partition}:iam::${AWS::AccountId}:root")
        }
    }

    /// "AWS::CloudFront::CloudFrontOriginAccessIdentity" in the CloudFormation template reference: S3 knows it by another
    /// identifier than CloudFront.
    private mutating func checkCanonicalUser(_ placed: PlacedValue, _ stack: Int) {
        guard case .resource(let member, let attribute)? = wiring.traces(of: placed.value, in: stack).first,
            member.resource.type == "AWS::CloudFront::CloudFrontOriginAccessIdentity", attribute != "S3CanonicalUserId"
        else { return }
        report(
            "policy-principal", "S3 does not know \(member.logicalID) by its identifier", at: placed.path,
            fix: "use Fn::GetAtt \(member.logicalID).S3CanonicalUserId")
    }

    /// Who is known by another party assumes a role by another action than who has an account ("Creating a role for a
    /// third-party identity provider" in the IAM user guide).
    private mutating func checkWay(of principal: PlacedValue, in statement: PolicyStatement) {
        guard let object = principal.value.object, object.count == 1, let kind = object.entries.first?.key else {
            return
        }
        let actions = statement.elements("Action").map { $0.value.string?.lowercased() }
        let federated = ["sts:assumerolewithwebidentity", "sts:assumerolewithsaml"]
        let isFederated = kind == "Federated"
        guard isFederated || kind == "Service" || kind == "AWS", !actions.isEmpty,
            !actions.contains(where: { $0 == nil || $0?.hasByte(UInt8(ascii: "*")) == true })
        else { return }
        let known = actions.compactMap(\.self)
        let isWrong =
            isFederated
            ? known.contains("sts:assumerole") && !known.contains(where: federated.contains)
            : known.contains(where: federated.contains) && !known.contains("sts:assumerole")
        guard isWrong else { return }
        report(
            "role-trust",
            isFederated
                ? "who is known by an identity provider does not assume a role by sts:AssumeRole"
                : "a principal of the kind \(kind) does not assume a role by such an action",
            severity: .warning, at: statement.path.appending("Action"),
            fix: isFederated
                ? "write sts:AssumeRoleWithWebIdentity, or sts:AssumeRoleWithSAML for a provider of SAML"
                : "write sts:AssumeRole")
    }

    private mutating func checkService(_ placed: PlacedValue) {
        guard let text = placed.value.string, text != "*", !text.hasText("{{"),
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

extension Template.Expression {
    /// What is written there of a text, be it put together; with `${...}` for what is put in.
    var writtenText: String {
        switch self {
        case .string(let text): return text
        case .sub(let substitution): return substitution.text
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, let parts = arguments[1].list else { return "" }
            return parts.map { $0.scalarText ?? "${}" }.joined(separator: separator)
        default: return ""
        }
    }
}

import Permissions

/// What AWS says about a call that it denied.
struct Denial: Sendable, Equatable {
    /// As in `ec2:CreateVpc`; nil where that is not told.
    let action: String?
    /// The resource's ARN, or what AWS calls it.
    let resource: String?
    /// Who called.
    let principal: String?
    /// The kind of policy that denies outright, as in `service control policy`; nil where none does.
    let explicitDeny: String?
    /// The kind of policy that has no word of it, as in `identity-based policy`.
    let missingFrom: String?
    /// What AWS gives instead of all that, in its own code.
    let encodedMessage: String?
    /// Whether a role of the app lacks it, and not who deploys.
    let isOfRole: Bool

    init(_ reason: FailureReason) {
        let text = reason.text
        func first(_ pattern: Regex<(Substring, Substring)>) -> String? {
            text.firstMatch(of: pattern).map { String($0.output.1) }
        }
        isOfRole = reason.has("execution role does not have permissions", "role does not have permission")
        action =
            first(#/not authorized to perform: ?([a-z0-9-]+:[A-Za-z0-9*]+)/#) ?? first(
                #/API: ([a-z0-9-]+:[A-Za-z0-9]+)/#)
            ?? first(#/permissions? to call ([a-z0-9-]+:[A-Za-z0-9]+)/#)
            ?? first(#/permissions to call (\w+ on \w+)/#).flatMap(Self.action(inWords:))
        resource = first(#/on resource: ?"?([^\s"]+)/#)
        principal = first(#/User: ?(arn:[^\s"]+)/#)
        explicitDeny = first(#/explicit deny in an? ([a-z -]+ policy|permissions boundary)/#)
        missingFrom = first(#/because no ([a-z -]+ policy|VPC endpoint policy|permissions boundary) allows/#)
        encodedMessage = first(#/Encoded authorization failure message: ?([A-Za-z0-9_-]+)/#)
    }

    /// `ReceiveMessage on SQS`, as Lambda words it.
    private static func action(inWords text: String) -> String? {
        let words = text.split(separator: " ")
        return words.count == 3 ? "\(words[2].lowercased()):\(words[0])" : nil
    }

    func meaning(of failure: FailedResource) -> String {
        let who = isOfRole ? "the app's role" : principal ?? "whoever deploys"
        guard let action else {
            return encodedMessage == nil
                ? "\(who) lacks a permission, and AWS does not say which"
                : "\(who) lacks a permission; which, AWS says in a code that has to be decoded"
        }
        let what = "\(action)\(resource.map { " on \($0)" } ?? "")"
        if let explicitDeny { return "\(who) may not \(what): \(Self.named(explicitDeny)) denies it outright" }
        if let missingFrom { return "\(who) may not \(what): no \(missingFrom) allows it" }
        return "\(who) may not \(what)"
    }

    func fix(of failure: FailedResource) -> String {
        guard let action else {
            if let encodedMessage {
                return
                    "'aws sts decode-authorization-message --encoded-message \(encodedMessage)' tells action and resource (it needs sts:DecodeAuthorizationMessage)"
            }
            return
                "CloudTrail has the denied call within some fifteen minutes: 'aws cloudtrail lookup-events --lookup-attributes AttributeKey=ResourceType,AttributeValue=\(failure.type)'; an S3 bucket policy may also be stopped by the account's block of public access"
        }
        let statement = Self.statement(action: action, resource: resource)
        if let explicitDeny {
            return
                "a statement that allows it does not help: \(Self.named(explicitDeny)) has to except \(action), or another principal deploy"
        }
        switch missingFrom {
        case "permissions boundary"?, "service control policy"?, "session policy"?, "VPC endpoint policy"?,
            "resource control policy"?:
            return "add to the \(missingFrom ?? "") (the principal's own policy is not enough): \(statement)"
        default:
            let whose =
                isOfRole ? "the role" : principal.map { "the policies of \($0)" } ?? "the policies of who deploys"
            let addition = "add to \(whose): \(statement)"
            guard PermissionsBoundary.isAsked(by: action), failure.hasNoBoundary else { return addition }
            return
                "where the environment's file has a permissionsBoundary, give it that as its PermissionsBoundary, without which no role of the app may be made; otherwise \(addition)"
        }
    }

    private static func named(_ policy: String) -> String {
        ("aeiou".contains(policy.first ?? "x") ? "an " : "a ") + policy
    }

    /// One statement of a policy, on one line.
    static func statement(action: String, resource: String?) -> String {
        let target = resource.flatMap { $0.hasPrefix("arn:") || $0 == "*" ? $0 : nil } ?? "*"
        return #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "\#(target)"}"#
    }
}

extension FailedResource {
    /// Whether it is declared as what has a permissions boundary, without one.
    fileprivate var hasNoBoundary: Bool {
        guard PermissionsBoundary.types.contains(type), !isDeletion, let declaration else { return false }
        return declaration.properties["PermissionsBoundary"] == nil
    }
}

import Diagnostics
import JSON
import Template

extension Examination {
    private static let statementKeys = [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]

    /// - Parameter names: the `Sid`s of the statements before.
    mutating func checkMembers(
        of statement: PolicyStatement, _ kind: PolicyKind, _ resource: Template.Resource, _ names: inout Set<String>
    ) {
        guard let object = statement.placed.value.object,
            !object.hasKey(startingWith: "Fn::")
        else { return }
        for entry in object.entries where !Self.statementKeys.contains(entry.key) {
            report(
                "policy-grammar", "a statement has no \(entry.key)", at: statement.path.appending(entry.key),
                fix: Suggestion.fix(for: entry.key, in: Self.statementKeys)
                    ?? "a statement has \(Self.statementKeys.joined(separator: ", "))")
        }
        checkEffect(of: statement)
        requireOne(of: "Action", "NotAction", in: statement)
        switch kind {
        case .identity: requireOne(of: "Resource", "NotResource", in: statement)
        case .trust: refuse(["Resource", "NotResource"], "a trust policy is about its role only", in: statement)
        case .resource where resource.type == "AWS::S3::BucketPolicy":
            requireOne(of: "Resource", "NotResource", in: statement)
        // "Creating a key policy" in the AWS KMS developer guide: without, the statement has no effect.
        case .resource where resource.type.hasPrefix("AWS::KMS::"):
            requireOne(of: "Resource", "NotResource", in: statement, severity: .warning)
        // AWS CDK's issue 24314: Amazon ECR answers "Invalid repository policy provided".
        case .resource where resource.type == "AWS::ECR::Repository":
            refuse(
                ["Resource", "NotResource"], "a repository's policy is about the repository only", in: statement,
                severity: .warning)
        case .resource: break
        }
        checkName(of: statement, kind, &names)
        checkOperators(of: statement)
    }

    private mutating func checkEffect(of statement: PolicyStatement) {
        if statement.placed.value["Effect"] == nil {
            report(
                "policy-grammar", "the statement has no Effect", at: statement.path,
                fix: "add \"Effect\": \"Allow\", or Deny")
        }
        for effect in statement.placed["Effect"] {
            guard let text = effect.value.scalarText, text != "Allow", text != "Deny" else { continue }
            report(
                "policy-grammar", "\"\(text)\" is no effect", at: effect.path,
                fix: "write Allow or Deny, with a capital letter")
        }
    }

    private mutating func requireOne(
        of key: String, _ other: String, in statement: PolicyStatement, severity: Diagnostic.Severity = .error
    ) {
        let (one, two) = (statement.placed.value[key], statement.placed.value[other])
        if one == nil, two == nil {
            report(
                "policy-grammar", "the statement has neither \(key) nor \(other)", severity: severity,
                at: statement.path,
                fix: "say what it is about: add \(key)")
        } else if let one, let two, !one.isConditional, !two.isConditional {
            report(
                "policy-grammar", "the statement has \(key) and \(other)", at: statement.path, fix: "leave one out")
        }
    }

    private mutating func refuse(
        _ keys: [String], _ reason: String, in statement: PolicyStatement, severity: Diagnostic.Severity = .error
    ) {
        for key in keys where statement.placed.value[key] != nil {
            report(
                "policy-grammar", "the statement has \(key): \(reason)", severity: severity,
                at: statement.path.appending(key), fix: "leave it out")
        }
    }

    /// "IAM JSON policy elements: Sid" in the IAM user guide; services that have policies of resources take more.
    private mutating func checkName(
        of statement: PolicyStatement, _ kind: PolicyKind, _ names: inout Set<String>
    ) {
        guard kind != .resource else { return }
        for name in statement.placed["Sid"] {
            guard let text = name.value.string else { continue }
            if !text.utf8.allSatisfy(\.isASCIILetterOrDigit) {
                report(
                    "policy-grammar", "the Sid \"\(text)\" has more than letters and digits", at: name.path,
                    fix: "use letters and digits")
            } else if !text.isEmpty, !names.insert(text).inserted, !name.path.isConditional {
                report(
                    "policy-grammar", "two statements have the Sid \"\(text)\"", at: name.path,
                    fix: "rename one of them")
            }
        }
    }

    /// "IAM JSON policy elements: Condition operators" in the IAM user guide.
    private mutating func checkOperators(of statement: PolicyStatement) {
        for condition in statement.placed["Condition"] {
            for entry in condition.value.object?.entries ?? [] where !entry.key.hasPrefix("Fn::") {
                let path = condition.path.appending(entry.key)
                guard ConditionOperators.contains(entry.key) else {
                    report(
                        "policy-grammar", "there is no condition operator \(entry.key)", at: path,
                        fix: entry.key.contains(":")
                            ? "it is a key, and belongs below an operator: {\"\(ConditionOperators.operator(for: entry.key))\": {\"\(entry.key)\": ...}}"
                            : Suggestion.fix(for: entry.key, in: ConditionOperators.names)
                                ?? "use one such as StringEquals, ArnLike, Bool")
                    continue
                }
                if entry.value.scalarText != nil || entry.value.list != nil {
                    report(
                        "policy-grammar", "\(entry.key) compares nothing: it has no key", at: path,
                        fix: "write {\"\(entry.key)\": {\"aws:SourceArn\": value}}")
                }
                checkWildcards(in: PlacedValue(entry.value, at: path), entry.key)
            }
        }
    }
}

extension Examination {
    /// `StringEquals` takes a `*` as it stands, which `StringLike` does not.
    fileprivate mutating func checkWildcards(in comparison: PlacedValue, _ name: String) {
        guard ConditionOperators.base(of: name) == "stringequals" else { return }
        for entry in comparison.value.object?.entries ?? [] where !entry.key.hasPrefix("Fn::") {
            for value in PlacedValue(entry.value, at: comparison.path.appending(entry.key)).elements {
                let text = value.value.writtenText
                guard text.hasByte(UInt8(ascii: "*")), text.replacing("${*}", with: "").contains("*") else { continue }
                reportOnce(
                    "policy-condition",
                    "\(name) compares with \"\(text.prefix(80))\" letter by letter: the * stands for nothing else",
                    severity: .warning, at: value.path, fix: "use StringLike")
            }
        }
    }
}

extension Template.Expression {
    /// Whether one of its branches may be left out.
    fileprivate var isConditional: Bool { if case .call(.if, _) = self { true } else { false } }
}

/// "IAM JSON policy elements: Condition operators" in the IAM user guide.
enum ConditionOperators {
    static let names = [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike",
        "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
        "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan",
        "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress",
        "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null",
    ]

    /// Whether it is one of them, of a set or of a key that may be missing. Case does not count.
    static func contains(_ name: String) -> Bool { lowercaseNames.contains(base(of: name)) }

    /// What a key is mostly compared by.
    static func `operator`(for key: String) -> String {
        let key = key.lowercased()
        return key.hasSuffix("ip") ? "IpAddress" : key.hasSuffix("arn") ? "ArnLike" : "StringEquals"
    }

    /// The operator itself in lower case, of a set or of a key that may be missing.
    static func base(of name: String) -> String {
        var base = name.lowercased()[...]
        for prefix in ["forallvalues:", "foranyvalue:"] where base.hasPrefix(prefix) {
            base = base.dropFirst(prefix.count)
        }
        if base.hasSuffix("ifexists") { base = base.dropLast("ifexists".count) }
        return String(base)
    }

    private static let lowercaseNames = Set(names.map { $0.lowercased() })
}

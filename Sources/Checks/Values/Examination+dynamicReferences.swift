import Diagnostics
import JSON
import Template

extension Examination {
    /// Dynamic references are written as CloudFormation resolves them ("Get values stored in other services using
    /// dynamic references" in the user guide).
    mutating func checkDynamicReferences(in value: Template.Expression, at path: Template.Path) {
        let text: String
        switch value {
        case .string(let string): text = string
        // What is put in may stand anywhere in it.
        case .sub(let substitution):
            guard substitution.text.hasDynamicReference, let whole = knownText(of: substitution) else { return }
            text = whole
        case .call(.join, let arguments):
            guard let whole = knownText(ofJoin: arguments) else { return }
            text = whole
        default: return
        }
        guard text.hasDynamicReference, path.section == .resources,
            !isRewritten,
            !path.isInMetadata
        else { return }
        for reference in text.dynamicReferences {
            if let problem = reference.problem {
                report(
                    "dynamic-reference", problem.message, at: path, fix: problem.fix)
            } else if reference.service == "ssm-secure", !takesSecureString(path) {
                report(
                    "dynamic-reference-place", "CloudFormation resolves no secure string here", at: path,
                    fix: "use a secret of Secrets Manager: {{resolve:secretsmanager:name:SecretString:key}}")
            }
        }
    }

    /// The text with what is put in, as far as that is known: what else may be put in may have anything in it.
    private func knownText(of substitution: Template.Substitution) -> String? {
        var text = ""
        for segment in substitution.segments {
            switch segment {
            case .text(let part): text += part
            case .literal(let part): text += "${\(part)}"
            case .name(let name):
                guard let part = knownText(of: substitution.variables[name] ?? Template.Expression(named: name)) else {
                    return nil
                }
                text += part
            }
        }
        return text
    }

    private func knownText(ofJoin arguments: [Template.Expression]) -> String? {
        guard let separator = arguments[0].string, let parts = arguments[1].list,
            parts.contains(where: { $0.string?.hasDynamicReference == true })
        else { return nil }
        let texts = parts.compactMap { knownText(of: $0) }
        return texts.count == parts.count ? texts.joined(separator: separator) : nil
    }

    private func knownText(of part: Template.Expression) -> String? {
        switch part {
        case .ref(let name), .getAtt(let name, .string("Id")):
            if name.hasPrefix("AWS::"), name != Template.PseudoParameter.noValue.rawValue { return "x" }
            // Its ARN.
            return template.resources[name]?.type == "AWS::SecretsManager::Secret"
                ? "arn:aws:secretsmanager:region:123456789012:secret:\(name)" : nil
        default: return part.scalarText
        }
    }

    /// "Resources that support dynamic parameter patterns for secure strings" in the user guide.
    private func takesSecureString(_ path: Template.Path) -> Bool {
        guard let type = path.resource.flatMap({ template.resources[$0]?.type }) else { return true }
        let keys = path.steps.dropFirst(3).compactMap { step in if case .key(let key) = step { key } else { nil } }
        return Self.secureProperties[type]?.contains { keys.contains($0) } ?? !type.hasPrefix("AWS::")
    }

    private static let secureProperties: [String: [String]] = [
        "AWS::DirectoryService::MicrosoftAD": ["Password"], "AWS::DirectoryService::SimpleAD": ["Password"],
        "AWS::ElastiCache::ReplicationGroup": ["AuthToken"], "AWS::IAM::User": ["Password"],
        "AWS::KinesisFirehose::DeliveryStream": ["Password"], "AWS::OpsWorks::App": ["Password"],
        "AWS::OpsWorks::Stack": ["Password", "DbPassword"], "AWS::RDS::DBCluster": ["MasterUserPassword"],
        "AWS::RDS::DBInstance": ["MasterUserPassword"], "AWS::Redshift::Cluster": ["MasterUserPassword"],
    ]
}

/// What stands between `{{resolve:` and `}}`.
private struct DynamicReference {
    let service: String
    let key: String

    /// Why CloudFormation would not resolve it; nil for what it may.
    var problem: (message: String, fix: String)? {
        switch service {
        case "ssm", "ssm-secure": problemOfParameter
        case "secretsmanager": problemOfSecret
        default:
            (
                "there is no service \(service) for dynamic references",
                Suggestion.fix(for: service, in: ["ssm", "ssm-secure", "secretsmanager"])
                    ?? "use ssm, ssm-secure or secretsmanager"
            )
        }
    }

    private var problemOfParameter: (message: String, fix: String)? {
        let parts = key.split(separator: ":", omittingEmptySubsequences: false)
        // Of another account's parameter it is an ARN, which has colons of its own.
        guard parts.first != "arn" else { return nil }
        let isVersioned = parts.count == 2 && Int(parts[1]).map { $0 > 0 } == true
        if parts[0].isEmpty || parts.count > 2 {
            return ("\"\(key)\" is no name of a parameter with its version", "write {{resolve:\(service):name:1}}")
        }
        return parts.count == 1 || isVersioned
            ? nil
            : (
                "the version of a parameter is a number, and \"\(parts[1])\" is none",
                "leave the version out for the newest"
            )
    }

    private var problemOfSecret: (message: String, fix: String)? {
        var parts = key.split(separator: ":", omittingEmptySubsequences: false)
        // arn:aws:secretsmanager:region:account:secret:name
        if parts.first == "arn" { parts.removeFirst(min(6, parts.count - 1)) }
        let form = "write {{resolve:secretsmanager:name:SecretString:key}}"
        if parts[0].isEmpty { return ("the secret has no name", form) }
        if parts.count > 1, parts[1] != "SecretString" {
            return ("\"\(parts[1])\" of a secret is not resolved: only SecretString is", form)
        }
        if parts.count > 5 { return ("there is more behind the secret than key, stage and version", form) }
        return parts.count == 5 && !parts[3].isEmpty && !parts[4].isEmpty
            ? ("a stage and a version ID are given, and one of them only is taken", "leave one of them out") : nil
    }
}

extension String {
    /// Those that are closed.
    fileprivate var dynamicReferences: [DynamicReference] {
        var found: [DynamicReference] = []
        var rest = self[...]
        while let start = rest.firstRange(of: "{{resolve:") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else { break }
            let inside = rest[..<end.lowerBound]
            let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            found.append(DynamicReference(service: String(parts[0]), key: parts.count > 1 ? String(parts[1]) : ""))
            rest = rest[end.upperBound...]
        }
        return found
    }
}

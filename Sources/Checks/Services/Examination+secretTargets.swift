import Template

extension Examination {
    /// A secret is attached to what its attachment says ("AWS::SecretsManager::SecretTargetAttachment" in the
    /// CloudFormation template reference).
    mutating func checkSecretTargets() {
        for (attachment, wiring) in cases(of: "AWS::SecretsManager::SecretTargetAttachment") {
            guard let type = wiring.text(attachment.value("TargetType")),
                let (target, attribute) = wiring.ownTarget(of: attachment.value("TargetId")),
                target.resource.type.hasPrefix("AWS::")
            else { continue }
            if let attribute, ["Endpoint", "ReadEndpoint"].contains(attribute.parts(separatedBy: ".").first) {
                report(
                    "reference-type",
                    "TargetId takes what identifies a database, and \(target.logicalID).\(attribute) is where it answers",
                    at: attachment, .key("TargetId"), notes: [("it is declared here", target)],
                    fix: "use Ref \(target.logicalID)")
            }
            guard target.resource.type != type else { continue }
            report(
                "value-not-allowed", "\(target.logicalID) is of the type \(target.resource.type)", at: attachment,
                .key("TargetType"), notes: [("it is declared here", target)], fix: "write \(target.resource.type)",
                mend: .value(target.resource.type))
        }
    }
}

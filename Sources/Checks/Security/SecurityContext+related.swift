import Template

// What only other resources of the template tell.

extension SecurityContext {
    private var template: Template { examination.template }

    /// What is not in the template may be in another one, where an output leads there.
    private func isFound(_ isThere: Bool) -> SecurityFinding {
        if isThere { return .passes }
        let isGivenAway = template.outputs.contains { $1.value.names.contains(logicalID) }
        return isGivenAway ? .unknown(["the stacks that read its outputs"]) : .fails(at: [])
    }

    /// Whether a value, or an element of it, is a reference of this resource.
    private func isMeant(by value: Template.Expression?) -> Bool { value?.names.contains(logicalID) == true }

    private func isMeant(byAny type: String, at property: String) -> Bool {
        examination.resources(of: type).contains { isMeant(by: $1.properties[property]) }
    }

    /// A policy of this resource refuses what comes without TLS.
    func requiresTLS(_ type: String, naming property: String) -> SecurityFinding {
        let refusal = SecurityRequirement.some(
            "PolicyDocument/Statement",
            .all([
                .isOne(of: ["Deny"], at: "Effect"), .isOne(of: ["false"], at: "Condition/Bool/aws:SecureTransport"),
            ]))
        var context = self
        var undecided: SecurityFinding?
        for policy in examination.resources(of: type) where isMeant(by: policy.resource.properties[property]) {
            let finding = context.finding(refusal, in: .object(policy.resource.properties))
            switch finding {
            case .passes: return .passes
            case .fails: break
            case .unknown, .depends: undecided = finding
            }
        }
        return undecided ?? isFound(false)
    }

    /// A bucket that takes the access logs of another one: its own would be about them, without end.
    var isLogDestination: SecurityFinding {
        let isDestination = examination.resources(of: "AWS::S3::Bucket").contains { id, bucket in
            id != logicalID && isMeant(by: bucket.properties["LoggingConfiguration"])
        }
        return isDestination ? .passes : .fails(at: [])
    }

    var hasFlowLog: SecurityFinding { isFound(isMeant(byAny: "AWS::EC2::FlowLog", at: "ResourceId")) }

    var isRotated: SecurityFinding {
        isFound(isMeant(byAny: "AWS::SecretsManager::RotationSchedule", at: "SecretId"))
    }

    var isFiltered: SecurityFinding { isFound(isMeant(byAny: "AWS::WAFv2::WebACLAssociation", at: "ResourceArn")) }

    /// A queue that takes what others could not handle.
    var isDeadLetterQueue: SecurityFinding {
        let keys: Set = ["RedrivePolicy", "DeadLetterConfig", "DeadLetterQueue"]
        for (_, other) in template.resources {
            var isMeant = false
            Template.Expression.object(other.properties).visit { value, path in
                if case .key(let key)? = path.steps.last, keys.contains(key) {
                    isMeant = isMeant || value.names.contains(logicalID)
                }
            }
            if isMeant { return .passes }
        }
        return isFound(false)
    }
}

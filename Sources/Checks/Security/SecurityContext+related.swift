import Template

// What only other resources tell, in this template or in others that are made together with it.

extension SecurityContext {
    /// What another resource would have to name this one for.
    private enum Naming {
        /// It does.
        case by(WiredResource)
        /// It may: nobody knows what it names.
        case perhapsBy(WiredResource)
    }

    private static let outside = SecurityFinding.unknown(["the stacks that read its outputs"])

    /// What is not in the templates may be in another one, where an output leads there.
    private var absence: SecurityFinding {
        if wiring.isHandedOut(resource) { return Self.outside }
        return wiring.isWhole(around: resource.stack) ? .fails(at: []) : .unknown(["what macros and loops make"])
    }

    /// The resources of a type that name this one in a property, or may.
    private func namings(_ type: String, at property: String) -> [Naming] {
        let own = resource.resource.type
        return wiring.users(type, of: resource, by: "all in " + property) { wiring, user in
            wiring.uses(in: user.value(property), of: own)
        }.compactMap { user in
            guard let user = decided(user), user != resource else { return nil }
            let uses = wiring.uses(in: user.value(property), of: own)
            if uses.contains(where: { wiring.target(of: $0, type: own) == resource }) { return .by(user) }
            return uses.contains { wiring.mayBe($0, resource) } ? .perhapsBy(user) : nil
        }
    }

    /// A resource of this very stack as values make it; nil for one that they leave out.
    private func decided(_ user: WiredResource) -> WiredResource? {
        guard user.stack == resource.stack else { return user }
        return template.resources[user.logicalID].map(user.with)
    }

    private func isNamed(by type: String, at property: String) -> SecurityFinding {
        let namings = namings(type, at: property)
        if namings.contains(where: { if case .by = $0 { true } else { false } }) { return .passes }
        guard case .perhapsBy(let user)? = namings.first else { return absence }
        return .unknown(["what \(user.logicalID) names"])
    }

    /// A policy of this resource refuses what comes without TLS.
    func requiresTLS(_ type: String, naming property: String) -> SecurityFinding {
        let refusal = SecurityRequirement.some(
            "PolicyDocument/Statement",
            .all([
                .isOne(of: ["Deny"], at: "Effect"), .isOne(of: ["false"], at: "Condition/Bool/aws:SecureTransport"),
            ]))
        var undecided: SecurityFinding?
        for naming in namings(type, at: property) {
            switch naming {
            case .by(let policy):
                let finding = finding(refusal, of: policy)
                switch finding {
                case .passes: return .passes
                case .fails: break
                case .unknown, .depends: undecided = finding
                }
            case .perhapsBy(let policy): undecided = undecided ?? .unknown(["what \(policy.logicalID) names"])
            }
        }
        return undecided ?? absence
    }

    /// What another resource comes to: of this stack under its conditions, of another one under all of that one's.
    private func finding(_ requirement: SecurityRequirement, of other: WiredResource) -> SecurityFinding {
        if other.stack == resource.stack {
            var context = self
            return context.finding(requirement, in: .object(other.resource.properties))
        }
        let context = SecurityContext(
            template: wiring.stacks[other.stack].template, resource: other, wiring: wiring,
            facts: wiring.facts(of: other.stack))
        switch context.answer(requirement) {
        case .passes: return .passes
        case .fails(let steps, let guards):
            return guards.first.map { .unknown(["the condition \($0.condition)"]) } ?? .fails(at: steps)
        case .unknown(let reasons): return .unknown(reasons)
        }
    }

    /// A bucket that takes the access logs of another one: its own would be about them, without end.
    var isLogDestination: SecurityFinding {
        let finding = isNamed(by: "AWS::S3::Bucket", at: "LoggingConfiguration")
        // Another stack's logs are hardly what it is for.
        return finding == Self.outside ? .fails(at: []) : finding
    }

    var hasFlowLog: SecurityFinding { isNamed(by: "AWS::EC2::FlowLog", at: "ResourceId") }

    var isRotated: SecurityFinding { isNamed(by: "AWS::SecretsManager::RotationSchedule", at: "SecretId") }

    var isFiltered: SecurityFinding { isNamed(by: "AWS::WAFv2::WebACLAssociation", at: "ResourceArn") }

    /// A queue that takes what others could not handle.
    var isDeadLetterQueue: SecurityFinding {
        let keys: Set = ["RedrivePolicy", "DeadLetterConfig", "DeadLetterQueue"]
        let users = wiring.users(nil, of: resource, by: "dead letters") { wiring, user in
            var uses: [WiredValue] = []
            Template.Expression.object(user.resource.properties).visit { value, path in
                guard case .key(let key)? = path.steps.last, keys.contains(key) else { return }
                uses += wiring.uses(
                    in: WiredValue(expression: value, stack: user.stack), of: resource.resource.type)
            }
            // What is not known is none: hardly anything has dead letters.
            return uses.filter { wiring.target(of: $0, type: resource.resource.type) != nil }
        }
        return users.contains { decided($0) != nil } ? .passes : absence
    }
}

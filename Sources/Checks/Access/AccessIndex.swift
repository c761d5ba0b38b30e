import Template

/// Who may do what, as far as the templates of one root tell. Each kind of policy is looked for once, when somebody asks.
final class AccessIndex {
    private let wiring: Wiring
    /// One of the root's wiring, of which what asks is.
    private let stack: Int
    private var rolePolicies: Attachments?
    private var queuePolicies: Attachments?
    private var topicPolicies: Attachments?
    private var bucketPolicies: Attachments?
    private var logPolicies: [PolicyStatement]?
    /// By the number of the role.
    private var knownRoles: [Int: [PolicyStatement]?] = [:]

    init(_ wiring: Wiring, around stack: Int) {
        self.wiring = wiring
        self.stack = stack
    }

    /// All statements that may count for a role; nil where others may.
    ///
    /// - Parameter path: of what needs them; where that never counts, nobody asks.
    func statements(ofRole role: WiredResource, for path: Template.Path) -> [PolicyStatement]? {
        guard mayCount(path) else { return nil }
        if let known = knownRoles[role.number] { return known }
        let statements = findStatements(ofRole: role)
        knownRoles.updateValue(statements, forKey: role.number)
        return statements
    }

    private func findStatements(ofRole role: WiredResource) -> [PolicyStatement]? {
        guard !wiring.isOpen(role) else { return nil }
        let attached =
            rolePolicies
            ?? Attachments(
                wiring, around: stack,
                [
                    ("AWS::IAM::Policy", "Roles.*"), ("AWS::IAM::RolePolicy", "RoleName"),
                    ("AWS::IAM::ManagedPolicy", "Roles.*"),
                ])
        rolePolicies = attached
        var statements = attached.statements(of: role)
        func values(at path: String) -> [PlacedValue] {
            wiring.counting(role.resource.values(at: path, of: role.logicalID), in: role.stack)
        }
        for document in values(at: "Policies.*.PolicyDocument") {
            guard case .value = TextDocument(document.value) else { return nil }
            statements += PolicyStatement.all(in: document, stack: role.stack, counting: wiring)
        }
        // A function in the place of policies may come to any.
        guard values(at: "Policies").allSatisfy({ $0.value.list != nil }) else { return nil }
        for policy in values(at: "ManagedPolicyArns.*") {
            guard let more = self.statements(ofManaged: policy.value, in: role.stack) else { return nil }
            statements += more
        }
        return statements
    }

    private func statements(ofManaged value: Template.Expression, in stack: Int) -> [PolicyStatement]? {
        if let policy = wiring.onlyResource(of: value, type: "AWS::IAM::ManagedPolicy", in: stack) {
            return policy.resource.values(at: "PolicyDocument", of: policy.logicalID).flatMap {
                PolicyStatement.all(in: $0, stack: policy.stack, counting: wiring)
            }
        }
        var statements: [PolicyStatement] = []
        for pattern in wiring.patterns(of: value, in: stack) {
            guard let actions = ManagedPolicies.path(of: pattern).flatMap(ManagedPolicies.actions) else { return nil }
            statements.append(.allowing(actions))
        }
        return statements
    }

    private func mayCount(_ path: Template.Path) -> Bool {
        !wiring.counting([PlacedValue(.null, at: path)], in: stack).isEmpty
    }

    /// All statements that may count for a queue, topic, bucket or log group; nil where others may.
    ///
    /// - Parameter path: of what needs them; where that never counts, nobody asks.
    func statements(ofTarget target: WiredResource, for path: Template.Path) -> [PolicyStatement]? {
        guard mayCount(path), !wiring.isOpen(target) else { return nil }
        switch target.resource.type {
        case "AWS::SQS::Queue":
            let policies =
                queuePolicies
                ?? Attachments(
                    wiring, around: stack,
                    [("AWS::SQS::QueuePolicy", "Queues.*"), ("AWS::SQS::QueueInlinePolicy", "Queue")])
            queuePolicies = policies
            return policies.statements(of: target)
        case "AWS::SNS::Topic":
            let policies =
                topicPolicies
                ?? Attachments(
                    wiring, around: stack,
                    [("AWS::SNS::TopicPolicy", "Topics.*"), ("AWS::SNS::TopicInlinePolicy", "TopicArn")])
            topicPolicies = policies
            return policies.statements(of: target)
        case "AWS::S3::Bucket":
            let policies = bucketPolicies ?? Attachments(wiring, around: stack, [("AWS::S3::BucketPolicy", "Bucket")])
            bucketPolicies = policies
            return policies.statements(of: target)
        case "AWS::Logs::LogGroup":
            let own = target.resource.values(at: "ResourcePolicyDocument", of: target.logicalID).flatMap {
                PolicyStatement.all(in: $0, stack: target.stack, counting: wiring)
            }
            // They are attached to none: what they are about is what they name.
            let statements =
                logPolicies
                ?? wiring.resources(of: "AWS::Logs::ResourcePolicy", with: stack).flatMap { policy in
                    policy.resource.values(at: "PolicyDocument", of: policy.logicalID).flatMap {
                        PolicyStatement.all(in: $0, stack: policy.stack, counting: wiring)
                    }
                }
            logPolicies = statements
            return own + statements
        default: return nil
        }
    }
}

/// Policies with what they are attached to.
private struct Attachments {
    /// By the number of the resource.
    private var attached: [Int: [PolicyStatement]] = [:]
    /// Of those that may be attached to anything.
    private var loose: [PolicyStatement] = []

    /// - Parameter types: of policies, with where each says what it is attached to.
    init(_ wiring: Wiring, around stack: Int, _ types: [(type: String, path: String)]) {
        for (type, path) in types {
            for policy in wiring.resources(of: type, with: stack) {
                let resource = policy.resource
                let statements = resource.values(at: "PolicyDocument", of: policy.logicalID).flatMap {
                    PolicyStatement.all(in: $0, stack: policy.stack, counting: wiring)
                }
                for target in resource.values(at: path, of: policy.logicalID) {
                    if let member = wiring.onlyResource(of: target.value, in: policy.stack) {
                        attached[member.number, default: []] += statements
                    } else {
                        loose += statements
                    }
                }
            }
        }
    }

    func statements(of target: WiredResource) -> [PolicyStatement] { (attached[target.number] ?? []) + loose }
}

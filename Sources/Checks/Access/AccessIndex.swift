import Template

/// Who may do what, as far as the templates of one root tell. Each kind of policy is looked for once, when somebody asks.
final class AccessIndex {
    private let wiring: Wiring
    /// One of the root's wiring.
    private let stack: Int
    private var rolePolicies: Attachments?
    private var queuePolicies: Attachments?
    private var topicPolicies: Attachments?
    private var bucketPolicies: Attachments?
    /// By the number of the role.
    private var knownRoles: [Int: [PolicyStatement]?] = [:]

    init(_ wiring: Wiring, around stack: Int) {
        self.wiring = wiring
        self.stack = stack
    }

    /// All statements that may count for a role; nil where others may.
    func statements(ofRole role: WiredResource) -> [PolicyStatement]? {
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
        for document in role.resource.values(at: "Policies.*.PolicyDocument", of: role.logicalID) {
            guard case .value = TextDocument(document.value) else { return nil }
            statements += PolicyStatement.all(in: document, stack: role.stack)
        }
        // A function in the place of policies may come to any.
        let lists = role.resource.values(at: "Policies", of: role.logicalID)
        guard lists.allSatisfy({ $0.value.list != nil }) else { return nil }
        for policy in role.resource.values(at: "ManagedPolicyArns.*", of: role.logicalID) {
            guard let more = self.statements(ofManaged: policy.value, in: role.stack) else { return nil }
            statements += more
        }
        return statements
    }

    private func statements(ofManaged value: Template.Expression, in stack: Int) -> [PolicyStatement]? {
        if let policy = wiring.onlyResource(of: value, type: "AWS::IAM::ManagedPolicy", in: stack) {
            return policy.resource.values(at: "PolicyDocument", of: policy.logicalID).flatMap {
                PolicyStatement.all(in: $0, stack: policy.stack)
            }
        }
        var statements: [PolicyStatement] = []
        for pattern in wiring.patterns(of: value, in: stack) {
            guard let actions = ManagedPolicies.path(of: pattern).flatMap(ManagedPolicies.actions) else { return nil }
            statements.append(.allowing(actions))
        }
        return statements
    }

    /// All statements that may count for a queue, topic or bucket; nil where others may.
    func statements(ofTarget target: WiredResource) -> [PolicyStatement]? {
        guard !wiring.isOpen(target) else { return nil }
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
                    PolicyStatement.all(in: $0, stack: policy.stack)
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

import Diagnostics
import JSON
import Template

extension Examination {
    /// Policies are as AWS reads them, and allow what there is.
    mutating func checkPolicyDocuments() {
        guard !hasMacros, let stack = ownStacks.first else { return }
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            for place in PolicyKind.places[declared.type] ?? [] {
                for document in resource.values(at: place.path, of: logicalID) {
                    check(policy: document, place.kind, of: resource, stack: stack)
                }
            }
            checkManagedPolicies(of: resource, logicalID, stack: stack)
        }
    }

    private mutating func check(
        policy document: PlacedValue, _ kind: PolicyKind, of resource: Template.Resource, stack: Int
    ) {
        switch TextDocument(document.value) {
        case .malformed(let problem):
            report("json-text", "the policy is no JSON: \(problem)", at: document.path, fix: "write it as an object")
        case .unknown: break
        case .value(let value):
            checkMembers(ofPolicy: PlacedValue(value, at: document.path), kind)
            checkSize(of: value, at: document.path, kind, resource.type)
            var names: Set<String> = []
            for statement in PolicyStatement.all(in: document, stack: stack) {
                switch statement.placed.value {
                case .object: break
                case .string(let text):
                    report(
                        "policy-grammar", "\"\(text.prefix(60))\" stands among the statements", at: statement.path,
                        fix: "move it into the statement it belongs to")
                    continue
                default: continue
                }
                checkMembers(of: statement, kind, resource, &names)
                if kind == .trust { checkFederation(of: statement) }
                let isOfTopic = ["AWS::SNS::TopicInlinePolicy", "AWS::SNS::TopicPolicy"].contains(resource.type)
                checkActions(
                    of: statement, kind, isRefused: isOfTopic || resource.type == "AWS::S3::BucketPolicy")
                if isOfTopic { checkTopicActions(of: statement) }
                checkResources(of: statement, kind)
                checkPrincipals(of: statement, kind)
            }
        }
    }

    /// "Grammar of the IAM JSON policy language" in the IAM user guide.
    private mutating func checkMembers(ofPolicy document: PlacedValue, _ kind: PolicyKind) {
        guard let object = document.value.object, !object.hasKey(startingWith: "Fn::") else { return }
        let known = ["Version", "Id", "Statement"]
        for entry in object.entries where !known.contains(entry.key) {
            report(
                "policy-grammar", "a policy has no \(entry.key)", at: document.path.appending(entry.key),
                fix: Suggestion.fix(for: entry.key, in: known) ?? "a policy has \(known.joined(separator: ", "))")
        }
        if object["Statement"] == nil {
            report("policy-grammar", "the policy has no Statement", at: document.path, fix: "add its Statement")
        }
        let versions = ["2012-10-17", "2008-10-17"]
        for version in document["Version"] {
            guard let text = version.value.scalarText, !versions.contains(text) else { continue }
            report(
                "policy-grammar", "\"\(text)\" is no version of the policy language", at: version.path,
                fix: "write 2012-10-17, which is the language's version and not your policy's")
        }
    }

    /// "IAM and AWS STS quotas" in the IAM user guide, which count no white space, and "Bucket policies for Amazon S3".
    /// Of those that can be raised, these are the highest.
    private mutating func checkSize(
        of policy: Template.Expression, at path: Template.Path, _ kind: PolicyKind, _ type: String
    ) {
        let most: Int
        switch type {
        case _ where kind == .trust: most = 4_096
        case "AWS::IAM::ManagedPolicy": most = 6_144
        case "AWS::IAM::Group", "AWS::IAM::GroupPolicy": most = 5_120
        case "AWS::IAM::Role", "AWS::IAM::RolePolicy": most = 10_240
        case "AWS::IAM::User", "AWS::IAM::UserPolicy": most = 2_048
        case "AWS::S3::BucketPolicy": most = 20_480
        case "AWS::KMS::Key": most = 32_768
        default: return
        }
        let size = policy.leastSize
        guard size > most else { return }
        report(
            "wrong-length", "the policy has \(size) characters or more, and \(most) are allowed", at: path,
            fix: "put statements together, name what they are about with *, or make several policies")
    }
}

extension Template.Expression {
    /// How many characters it has as JSON at least, without white space: of what is put in nobody knows.
    fileprivate var leastSize: Int {
        var size: Int
        switch self {
        case .null, .boolean, .number: size = scalarText?.utf8.count ?? 4
        case .string(let text): size = text.sizeWithoutSpace + 2
        case .list(let elements):
            size = 1 + Swift.max(elements.count, 1)
            for element in elements { size += element.leastSize }
        case .object(let object):
            size = 1 + Swift.max(object.count, 1)
            for entry in object.entries { size += entry.key.sizeWithoutSpace + 3 + entry.value.leastSize }
        case .sub(let substitution):
            size = 2
            for case .text(let text) in substitution.segments { size += text.sizeWithoutSpace }
        case .call(.join, let arguments):
            size = 2
            for element in arguments[1].list ?? [] { size += element.string?.sizeWithoutSpace ?? 0 }
        case .ref, .getAtt, .call, .malformed: size = 0
        }
        return size
    }
}

extension String {
    fileprivate var sizeWithoutSpace: Int { countOfBytes(above: UInt8(ascii: " ")) }
}

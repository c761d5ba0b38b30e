import Diagnostics
import Template

extension Examination {
    /// Policies are as AWS reads them, and allow what there is.
    mutating func checkPolicyDocuments() {
        guard !hasMacros, let stack = ownStacks.first else { return }
        for (logicalID, resource) in template.resources {
            for place in PolicyKind.places[resource.type] ?? [] {
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
                checkActions(of: statement, kind, isOfBucket: resource.type == "AWS::S3::BucketPolicy")
                checkResources(of: statement, kind)
                checkPrincipals(of: statement, kind)
            }
        }
    }

    /// "Grammar of the IAM JSON policy language" in the IAM user guide.
    private mutating func checkMembers(ofPolicy document: PlacedValue, _ kind: PolicyKind) {
        guard let object = document.value.object, !object.entries.contains(where: { $0.key.hasPrefix("Fn::") }) else {
            return
        }
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
}

import Template

extension Examination {
    /// The ARNs of AWS's own policies have the path that AWS gave them: IAM answers "Policy ... does not exist or is not
    /// attachable".
    mutating func checkManagedPolicies(of resource: Template.Resource, _ logicalID: String, stack: Int) {
        guard resource.type.hasPrefix("AWS::IAM::") else { return }
        for policy in resource.values(at: "ManagedPolicyArns.*", of: logicalID) {
            for pattern in wiring.patterns(of: policy.value, in: stack) {
                guard let path = ManagedPolicies.path(of: pattern) else { continue }
                let name = path.split(separator: "/").last.map(String.init) ?? path
                guard let known = ManagedPolicies.path(ofName: name), known != path else { continue }
                report(
                    "unknown-managed-policy", "AWS has \(known), and no policy \(path)", at: policy.path,
                    fix: "write arn:aws:iam::aws:policy/\(known)")
            }
        }
    }
}

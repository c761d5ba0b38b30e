import Diagnostics

extension Auditor {
    /// Who may take on a role, and what it may do.
    var roleFindings: [Diagnostic] { inventory.roles.flatMap(findings) }

    /// Policies of AWS's own that hand out everything, or rights over rights.
    private static let administrators: Set<String> = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"]

    private func findings(_ role: RoleDescription) -> [Diagnostic] {
        let resource = scope.reference(to: role.name, type: "AWS::IAM::Role")
        var findings: [Diagnostic] = []
        if (role.trust?.statements ?? []).contains(where: {
            $0.allows && $0.principal?.isAnyone == true && $0.conditionKeys.isEmpty
        }) {
            findings.append(
                finding(
                    .trustsAnyone, resource, "its trust policy allows every principal",
                    fix: "name the service or account that may assume it"))
        }
        return findings + role.managedPolicyARNs.compactMap { finding($0, attachedTo: role, resource) }
            + role.policies.compactMap { finding($0, resource) }
    }

    private func finding(
        _ arn: String, attachedTo role: RoleDescription, _ resource: DeployedResource
    ) -> Diagnostic? {
        let name = arn.split(separator: "/").last.map(String.init) ?? arn
        let code: DiagnosticKind? =
            Self.administrators.contains(name)
            ? .policyAllowsEverything : name.hasSuffix("FullAccess") ? .policyWildcard : nil
        return code.map {
            finding(
                $0, resource, "AWS's policy \(name) is attached",
                command: "aws iam detach-role-policy --role-name \(role.name) --policy-arn \(arn)")
        }
    }

    private func finding(_ policy: RoleDescription.Policy, _ resource: DeployedResource) -> Diagnostic? {
        let allowing = policy.document.statements.filter(\.allows)
        let all = allowing.filter(\.coversAllResources)
        // Who may do everything in IAM gives itself the rest.
        let isIAM = all.contains { $0.actions.contains { $0.lowercased() == "iam:*" } }
        if isIAM || all.contains(where: { $0.allowsAllActions || $0.notAction != nil }) {
            let detail = isIAM ? "allows everything in IAM" : "allows everything on everything"
            return finding(
                .policyAllowsEverything, resource, "policy \(policy.name) \(detail)",
                fix: "name the actions and resources that are needed")
        }
        let wide = allowing.flatMap { statement in
            statement.actions.filter { action in
                statement.allowsAllActions
                    || (action.hasSuffix(":*") && (statement.coversAllOfAService || action.lowercased() == "iam:*"))
            }
        }
        guard !wide.isEmpty else { return nil }
        return finding(
            .policyWildcard, resource, "policy \(policy.name) allows \(Set(wide).sorted().joined(separator: ", "))",
            fix: "name the actions and resources that are needed")
    }
}

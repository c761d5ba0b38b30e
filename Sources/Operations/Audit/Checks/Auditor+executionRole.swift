import Diagnostics
import Permissions

extension Auditor {
    /// Whether the role that CloudFormation acts as may do what the templates need, and no more.
    var executionRoleFindings: [Diagnostic] {
        guard let role = inventory.executionRole else { return [] }
        let resource = DeployedResource(type: "AWS::IAM::Role", id: role.name, name: role.name)
        guard let roles else {
            return [unknown(resource, "what its templates need is not known to this command")]
        }
        let comparison = RoleComparison(of: role.statements, with: roles)
        let bootstrap = environment.commandLine("bootstrap", through: connection)
        var findings: [Diagnostic] = []
        let excess = comparison.excess + role.foreignPolicies.map { "whatever AWS's policy \($0) allows" }
        if !excess.isEmpty {
            findings.append(
                finding(
                    .excessiveRole, resource, "its policies allow \(Self.shown(excess)), which no template needs",
                    fix: "take it out of its policies; '\(bootstrap)' makes a role with exactly what is needed"))
        }
        if role.boundary == nil, role.foreignPolicies.isEmpty, !comparison.missing.isEmpty {
            let missing = comparison.missing.map { need in
                "\(need.action) for \(need.wants.first?.name ?? "its templates")"
            }
            findings.append(
                finding(
                    .insufficientRole, resource, "its policies do not allow \(Self.shown(missing))",
                    fix: "run '\(bootstrap)'"))
        }
        if let reason = doubt(of: role, comparison) { findings.append(unknown(resource, reason)) }
        return findings
    }

    /// Why nobody can tell that the role has all that is needed; nil where it is told.
    private func doubt(of role: RoleDescription, _ comparison: RoleComparison) -> String? {
        if let boundary = role.boundary {
            return
                "it has the permissions boundary \(boundary), which is not looked at: it may lack what its templates need"
        }
        if let policy = role.foreignPolicies.first, !comparison.missing.isEmpty {
            return "what AWS's policy \(policy) allows is not looked at: it may lack what its templates need"
        }
        guard !comparison.undecided.isEmpty else { return nil }
        let actions = Set(comparison.undecided.map(\.action)).sorted()
        return "whether its policies allow \(Self.shown(actions)) depends on their conditions or exceptions"
    }

    private func unknown(_ resource: DeployedResource, _ reason: String) -> Diagnostic {
        finding(
            .notChecked, resource, severity: .medium, reason,
            fix: "compare it with what '\(environment.commandLine("deploy-role", through: connection))' prints")
    }

    /// The first few, and how many more there are.
    private static func shown(_ all: [String]) -> String {
        all.prefix(4).joined(separator: ", ") + (all.count > 4 ? " and \(all.count - 4) more" : "")
    }
}

extension RoleDescription {
    private static let administrator = "AdministratorAccess"

    /// Policies of AWS's own whose documents nobody read.
    fileprivate var foreignPolicies: [String] {
        managedPolicyARNs.compactMap { $0.split(separator: "/").last.map(String.init) }
            .filter { $0 != Self.administrator }
    }

    /// What all its policies say.
    fileprivate var statements: [RoleComparison.Statement] {
        let everything = RoleComparison.Statement(isAllowing: true, actions: ["*"], resources: ["*"])
        return policies.flatMap(\.document.statements).map(RoleComparison.Statement.init)
            + (managedPolicyARNs.contains { $0.hasSuffix("/\(Self.administrator)") } ? [everything] : [])
    }
}

extension RoleComparison.Statement {
    fileprivate init(_ statement: PolicyDocument.Statement) {
        let conditions = (statement.condition ?? [:]).map { name, keys in
            // The CLI's answers are read with small first letters.
            (name.prefix(1).uppercased() + name.dropFirst(), keys.mapValues(\.values))
        }
        self.init(
            isAllowing: statement.allows, actions: statement.actions, resources: statement.resources,
            conditions: Dictionary(conditions) { first, _ in first },
            hasExceptions: statement.notAction != nil || statement.notResource != nil)
    }
}

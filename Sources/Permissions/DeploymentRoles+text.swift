extension DeploymentRoles {
    /// What both roles may do, for people: first in figures, then statement by statement, and why what is wide is no narrower.
    public var text: String {
        var lines: [String] = []
        add(place.roles.execution, "which CloudFormation acts as", executionPolicies, execution.needs, to: &lines)
        lines.append("")
        add(place.roles.deployment, "which the commands act as", deployerPolicies, deployer.needs, to: &lines)
        if place.account == nil {
            lines += ["", "No --account is given: ARNs have * in its place."]
        }
        let spared = Set(execution.spared.map(\.action)).subtracting(execution.needs.map(\.action)).count
        if spared > 0 {
            lines += [
                "",
                "\(spared) actions that CloudFormation lists are left out, since no resource has the property that they are for.",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func add(
        _ name: String, _ purpose: String, _ set: PolicySet, _ needs: [PermissionNeed], to lines: inout [String]
    ) {
        let statements = set.statements
        let scoped = statements.count { $0.isScoped }
        let actions = Set(needs.map(\.action)).count
        let sizes = set.policies.map { String($0.size(in: place)) }.joined(separator: ", ")
        lines.append("\(name), \(purpose)")
        lines.append(
            "  \(actions) actions in \(statements.count) statements, \(scoped) of them scoped by ARN; "
                + (set.policies.count == 1
                    ? "one policy of \(sizes) characters" : "\(set.policies.count) policies of \(sizes) characters")
                + " (IAM takes \(PolicyDocument.longest))")
        for statement in statements {
            lines.append("")
            lines += statement.resources.map { "  on \(ARNText.resolved($0, in: place))" }
            for (test, values) in statement.conditions.sorted {
                lines.append(
                    "    if \(test.key) is \(values.map { ARNText.resolved($0, in: place) }.joined(separator: " or "))")
            }
            lines += Self.reasons(for: statement, needs).map { "    since \($0)" }
            lines += Self.byService(statement.actions).map { "    \($0)" }
        }
    }

    /// Why a statement is no narrower, each reason once, the first three of them.
    private static func reasons(for statement: PolicyStatement, _ needs: [PermissionNeed]) -> [String] {
        let actions = Set(statement.actions)
        let resources = Set(statement.resources)
        var seen: Set<String> = []
        let reasons = needs.filter { actions.contains($0.action) && resources.contains($0.resource) }
            .compactMap(\.extent.reason).filter { seen.insert($0).inserted }
        return reasons.count > 3
            ? Array(reasons.prefix(3)) + ["\(reasons.count - 3) other reasons; see --explain"] : reasons
    }

    /// `ec2: CreateVpc, DeleteVpc`, a line a service.
    private static func byService(_ actions: [String]) -> [String] {
        var services: [(String, [String])] = []
        for action in actions {
            let parts = action.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if services.last?.0 == parts[0] {
                services[services.count - 1].1.append(parts[1])
            } else {
                services.append((parts[0], [parts[1]]))
            }
        }
        return services.map { "\($0.0): \($0.1.joined(separator: ", "))" }
    }

    /// Who wants an action, on what, and why on nothing narrower; nil where nobody does.
    ///
    /// - Parameter action: in any spelling, such as `iam:passrole`; a `*` at its end stands for any rest.
    public func explanation(of action: String) -> String? {
        let name = action.lowercased()
        func isMeant(_ other: String) -> Bool {
            name.hasSuffix("*") ? other.lowercased().hasPrefix(name.dropLast()) : other.lowercased() == name
        }
        var lines: [String] = []
        for (role, needs) in [(place.roles.execution, execution.needs), (place.roles.deployment, deployer.needs)] {
            for need in needs where isMeant(need.action) {
                if !lines.isEmpty { lines.append("") }
                lines.append("\(need.action) on \(ARNText.resolved(need.resource, in: place))  (\(role))")
                for (test, values) in need.conditions.sorted {
                    lines.append("  if \(test.key) is \(values.joined(separator: " or "))")
                }
                if let reason = need.extent.reason { lines.append("  no narrower, since \(reason)") }
                lines += need.wants.map { want in
                    let handlers = want.handlers.map(\.rawValue).joined(separator: ", ")
                    return want.type.isEmpty ? "  \(want.name)" : "  \(want.name) (\(want.type)): \(handlers)"
                }
            }
        }
        for spared in execution.spared where isMeant(spared.action) {
            lines.append("\(spared.resource) does not need \(spared.action): \(spared.reason)")
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n") + "\n"
    }
}

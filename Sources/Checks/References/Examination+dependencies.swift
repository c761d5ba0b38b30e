import Template

extension Examination {
    /// What a resource refers to, it waits for: saying so again adds nothing.
    mutating func checkDependencies() {
        var named: [String: [Template.Reference]] = [:]
        for reference in references where reference.path.isDependsOn {
            named[reference.path.resource ?? "", default: []].append(reference)
        }
        guard !named.isEmpty, !isRewritten else { return }
        var used: [String: Set<String>] = [:]
        for reference in references {
            guard case .resource(let target) = reference.target,
                let user = reference.path.resource, let dependencies = named[user], !reference.path.isDependsOn,
                dependencies.contains(where: { $0.target == reference.target }),
                // In a branch that is not taken there is nothing to wait for.
                template.guards(of: reference.path).isEmpty
            else { continue }
            used[user, default: []].insert(target)
        }
        for (user, targets) in used.sorted(by: { $0.key < $1.key }) {
            for reference in named[user] ?? [] {
                guard case .resource(let target) = reference.target, targets.contains(target) else { continue }
                report(
                    "redundant-dependency", "\(user) refers to \(target), and waits for it anyway", severity: .info,
                    at: reference.path, fix: "leave it out of DependsOn")
            }
        }
    }
}

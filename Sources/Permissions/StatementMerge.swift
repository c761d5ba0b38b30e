/// Makes statements of needs: as few as say the same.
struct StatementMerge {
    /// What one action may be done on, under some conditions.
    private struct Group: Hashable {
        let action: String
        let conditions: PolicyConditions
    }

    /// What several actions may be done on.
    private struct Subject: Hashable {
        let resources: [String]
        let conditions: PolicyConditions
    }

    let statements: [PolicyStatement]

    /// - Parameter kinds: the reference's formats of what an action applies to.
    init(_ needs: [PermissionNeed], kinds: (String) -> Set<String> = { _ in [] }) {
        var groups: [Group: Set<String>] = [:]
        var formats: [String: String] = [:]
        // What CloudFormation lists as a pattern has some of the others in it.
        let patterns = Set(needs.filter { $0.action.hasSuffix("*") && $0.resource == "*" }.map { $0.action.dropLast() })
        for need in needs {
            if !need.action.hasSuffix("*"), patterns.contains(where: need.action.hasPrefix) { continue }
            groups[Group(action: need.action, conditions: need.conditions), default: []].insert(need.resource)
            formats[need.resource] = need.format
        }
        let subjects = Self.united(Self.narrowed(groups)).map { subject, actions in
            PolicyStatement(actions: actions.sorted(), resources: subject.resources, conditions: subject.conditions)
        }.sorted { Self.order($0) < Self.order($1) }
        statements = JoinedStatements(subjects, kinds: kinds, formats: formats).statements
            .sorted { Self.order($0) < Self.order($1) }
    }

    /// Those for everything last, where nobody overlooks them.
    private static func order(_ statement: PolicyStatement) -> (Int, String, String) {
        (statement.isScoped ? 0 : 1, statement.actions[0], statement.resources.joined(separator: " "))
    }

    /// Without what a wider statement of the same action has anyway.
    private static func narrowed(_ groups: [Group: Set<String>]) -> [Group: Set<String>] {
        var narrowed: [Group: Set<String>] = [:]
        // Only what has a `*` in it stands for others.
        let wide = groups.filter { $0.key.conditions.isEmpty }.mapValues { resources in
            resources.filter { $0.utf8.contains(UInt8(ascii: "*")) }.map { (text: $0, glob: ResourceGlob($0)) }
        }
        for (group, resources) in groups {
            let wider = wide[Group(action: group.action, conditions: .none)] ?? []
            let kept = resources.filter { resource in
                !wider.contains { ($0.text != resource || !group.conditions.isEmpty) && $0.glob.covers(resource) }
            }
            if !kept.isEmpty { narrowed[group] = kept }
        }
        return narrowed
    }

    private static func united(_ groups: [Group: Set<String>]) -> [Subject: Set<String>] {
        // The same of the same kind of condition first, as of roles that are passed to one service or another.
        var byAction: [String: [Subject]] = [:]
        let ordered = groups.map { (text: Self.text($0.key), group: $0.key, resources: $0.value) }
            .sorted { $0.text < $1.text }
        for (_, group, resources) in ordered {
            let subject = Subject(resources: resources.sorted(), conditions: group.conditions)
            var others = byAction[group.action] ?? []
            if let index = others.firstIndex(where: {
                $0.resources == subject.resources && $0.conditions.or(subject.conditions) != nil
            }), let either = others[index].conditions.or(subject.conditions) {
                others[index] = Subject(resources: subject.resources, conditions: either)
            } else {
                others.append(subject)
            }
            byAction[group.action] = others
        }
        var subjects: [Subject: Set<String>] = [:]
        for (action, some) in byAction {
            for subject in some { subjects[subject, default: []].insert(action) }
        }
        return subjects
    }

    private static func text(_ group: Group) -> String {
        group.action + group.conditions.sorted.map { "\($0.test)\($0.values)" }.joined()
    }
}

import Permissions

/// What a change needs of permissions, in words.
struct PermissionReport {
    /// One action that is new, or that a role lacks.
    struct Row {
        /// As in `ec2:CreateNatGateway`, with what it is allowed on where the action itself is there already.
        let action: String
        /// Which resources want it, and when.
        let wanted: String
    }

    /// A sentence, with what follows from it.
    struct Part {
        let headline: String
        /// Whether something will fail, or may.
        let isProblem: Bool
        let rows: [Row]
        /// How many more there are.
        let rest: Int
    }

    let parts: [Part]

    /// - Parameter most: how many rows a part has at most.
    init(_ needs: ChangeNeeds, most: Int) {
        func part(_ headline: String, isProblem: Bool, _ some: [PermissionNeed]) -> Part {
            let rows = Dictionary(grouping: some, by: \.action).sorted { $0.key < $1.key }.map {
                Row($0.key, $0.value, in: needs)
            }
            return Part(
                headline: headline, isProblem: isProblem, rows: Array(rows.prefix(most)),
                rest: max(0, rows.count - most))
        }
        var parts: [Part] = []
        let all = Self.count(Set(needs.needs.map(\.action)).count)
        if let more = needs.more, !more.isEmpty {
            parts.append(
                part("This change needs \(Self.more(more, than: needs)) than what is deployed", isProblem: false, more))
        }
        if let verdict = needs.verdict {
            let name = verdict.role.split(separator: "/").last.map(String.init) ?? verdict.role
            let lacking = Set(verdict.missing.map(\.action)).count
            if !verdict.missing.isEmpty {
                parts.append(
                    part(
                        "\(name) lacks \(lacking) of the \(all) that this change needs", isProblem: true,
                        verdict.missing))
            }
            for (reason, some) in Self.byReason(verdict.unknown) {
                let actions = Self.count(Set(some.map(\.action)).count)
                parts.append(
                    part(
                        "Whether \(name) has \(actions) of this change is not known: \(reason)", isProblem: true,
                        some.count == needs.needs.count ? [] : some))
            }
            if verdict.missing.isEmpty, verdict.unknown.isEmpty {
                parts.append(part("\(name) has the \(all) that this change needs", isProblem: false, []))
            }
        }
        self.parts = parts
    }

    /// As in "3 more actions", or "an action on more resources".
    private static func more(_ needs: [PermissionNeed], than change: ChangeNeeds) -> String {
        let actions = Set(needs.map(\.action))
        let new = actions.count { change.isNew($0) }
        let wider = actions.count - new
        let parts = [
            new == 0 ? nil : "\(new) more action\(new == 1 ? "" : "s")",
            wider == 0 ? nil : "\(wider == 1 ? "one action" : "\(wider) actions") on other resources",
        ]
        return parts.compactMap(\.self).joined(separator: " and ")
    }

    private static func count(_ actions: Int) -> String { actions == 1 ? "1 action" : "\(actions) actions" }

    private static func byReason(
        _ unknown: [(need: PermissionNeed, reason: String)]
    ) -> [(reason: String, needs: [PermissionNeed])] {
        Dictionary(grouping: unknown, by: \.reason).sorted { $0.key < $1.key }.map { ($0.key, $0.value.map(\.need)) }
    }
}

extension PermissionReport.Row {
    /// - Parameter needs: all of the action.
    fileprivate init(_ action: String, _ needs: [PermissionNeed], in change: ChangeNeeds) {
        let resources = Set(needs.map(change.resource)).sorted()
        let others = resources.count > 1 ? " and \(resources.count - 1) more" : ""
        self.action = change.isNew(action) ? action : "\(action) on \(resources[0])\(others)"
        var seen: Set<String> = []
        let wants = needs.flatMap(\.wants).sorted().map { want in
            want.handlers.isEmpty
                ? want.name : "\(want.name) (\(want.handlers.map(\.rawValue).joined(separator: ", ")))"
        }.filter { seen.insert($0).inserted }
        wanted = wants.prefix(3).joined(separator: ", ") + (wants.count > 3 ? " and \(wants.count - 3) more" : "")
    }
}

import Plan
import Terminal

/// Where AWS's change set and the plan of the templates do not say the same of an update.
///
/// The plan knows what the templates make of it, AWS what it is going to do. AWS counts on a new value wherever it does
/// not know one yet; the plan knows where the value is the old one. AWS knows secrets and what Systems Manager holds; the
/// plan does not.
struct Reconciliation: Equatable {
    /// What AWS says otherwise of one resource.
    struct Difference: Equatable {
        /// As in `Data/Database`.
        let resource: String
        /// As in "AWS replaces it, for Engine".
        let statement: String
        /// Whether more is done to the resource than the plan says.
        let isWorse: Bool
    }

    private(set) var differences: [Difference] = []
    /// What AWS does not rule out to change, and the templates do: names of resources.
    private(set) var ruledOut: [String] = []

    init(_ review: ChangeReview, _ plan: Plan) {
        let planned = Dictionary(
            plan.resources.map { ($0.path.description, $0) }, uniquingKeysWith: { first, _ in first })
        for row in review.rows where !row.change.isNestedStack {
            switch Comparison(row, planned[row.resource]) {
            case .same: break
            case .ruledOut: ruledOut.append(row.resource)
            case .other(let statement, let isWorse):
                differences.append(Difference(resource: row.resource, statement: statement, isWorse: isWorse))
            }
        }
        let told = Set(review.rows.map(\.resource))
        for change in plan.resources where !told.contains(change.path.description) && !change.isUntouched {
            guard !review.rows.contains(where: { $0.covers(change) }) else { continue }
            differences.append(
                Difference(
                    resource: change.path.description, statement: "AWS's change set does not list it", isWorse: false))
        }
    }

    /// The lines that are shown below a plan; none where both say the same.
    var lines: [[StyledText]] {
        guard !differences.isEmpty || !ruledOut.isEmpty else { return [] }
        var lines: [[StyledText]] = [[""], [StyledText("What AWS's change set says otherwise", .bold)]]
        let width = differences.map(\.resource.displayWidth).max() ?? 0
        for difference in differences {
            lines.append([
                StyledText("  " + difference.resource.padded(toDisplayWidth: width) + "  "),
                StyledText(difference.statement, difference.isWorse ? .warning : .plain),
            ])
        }
        if !ruledOut.isEmpty {
            lines.append([
                StyledText(
                    "  not ruled out, since AWS does not know all values yet; the templates do: "
                        + ruledOut.joined(separator: ", "), .dim)
            ])
        }
        return lines
    }
}

/// What AWS says of one resource, beside what the plan does.
private enum Comparison {
    case same
    /// AWS does not rule a change out, and the plan does.
    case ruledOut
    case other(String, isWorse: Bool)

    init(_ row: ChangeReview.Row, _ planned: PlannedChange?) {
        switch (row.change.action, planned?.action) {
        case ("Add", .add), ("Remove", .remove), ("Dynamic", .some): self = .same
        case ("Add", _): self = .other("AWS adds it", isWorse: true)
        case ("Remove", _): self = .other("AWS removes it", isWorse: true)
        case ("Import", _): self = .other("AWS takes it over as it is", isWorse: true)
        case ("Dynamic", nil): self = .ruledOut
        // What a service refuses, it refuses only when it is asked.
        case ("Modify", .refuse): self = .same
        case ("Modify", .add), ("Modify", .remove):
            self = .other("AWS changes it\(row.reason)", isWorse: true)
        case ("Modify", let action): self.init(changed: row, action)
        default: self = .other("AWS says \(row.change.action)", isWorse: true)
        }
    }

    /// - Parameter action: what the plan says of it, which is that it stays, is changed or replaced.
    private init(changed row: ChangeReview.Row, _ action: PlannedChange.Action?) {
        switch (row.replacement, action) {
        case (.replaced, .replace), (.inPlace, .update), (.none, .update): self = .same
        // What decides, the plan says.
        case (.conditional, .some), (.guessed, .replace), (.guessed, .mayReplace): self = .same
        case (.replaced, _): self = .other("AWS replaces it\(row.reason)", isWorse: true)
        case (.conditional, nil): self = .other("AWS may replace it\(row.reason)", isWorse: true)
        case (.guessed, _): self = .ruledOut
        case (.inPlace, nil) where row.change.isGuess, (.none, nil) where row.change.isGuess: self = .ruledOut
        case (.inPlace, nil), (.none, nil): self = .other("AWS updates it in place\(row.reason)", isWorse: true)
        case (.inPlace, _), (.none, _): self = .other("AWS updates it in place", isWorse: false)
        }
    }
}

extension ChangeReview.Row {
    /// Whether AWS lists no more than the nested stack that a planned change is in, which comes or goes with it, or of
    /// which AWS cannot tell what changes in it.
    fileprivate func covers(_ change: PlannedChange) -> Bool {
        // One of which AWS knows that none of its resources changes covers none.
        guard self.change.isNestedStack, self.change.action != "Modify" || note == nil else { return false }
        return change.path.stack.indices.contains {
            change.path.stack[...$0].joined(separator: "/") == resource
        }
    }

    /// For which properties, and what their new values come from.
    fileprivate var reason: String {
        let names = change.changedNames
        let causes = change.causes
        return (names.isEmpty ? "" : ", for \(names.joined(separator: ", "))")
            + (causes.isEmpty ? "" : ", since \(causes.joined(separator: ", ")) may be another value")
    }
}

extension ResourceChange {
    /// Whether AWS only counts on new values, which it does not know yet.
    fileprivate var isGuess: Bool {
        guard let details, !details.isEmpty else { return false }
        return details.allSatisfy { $0.evaluation == "Dynamic" }
    }

    /// What the new values come from, each once.
    fileprivate var causes: [String] {
        var seen: Set<String> = []
        return (details ?? []).compactMap(\.causingEntity).filter { seen.insert($0).inserted }
    }
}

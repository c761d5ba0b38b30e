import Diagnostics
import Plan

/// Keeps what holds data from being replaced or removed, unless somebody allowed that by name.
///
/// Where AWS cannot tell, the plan of the templates does; what neither can tell counts as lost. A plan that does not see
/// what AWS is sure of cannot tell.
struct DataGuard {
    /// What holds data and goes.
    struct Loss: Equatable {
        /// As in `Data/Database`.
        let resource: String
        /// As in "would be replaced by a new, empty one".
        let fate: String
    }

    let losses: [Loss]

    init(losses: [Loss]) { self.losses = losses }

    /// - Parameters:
    ///   - review: what AWS says.
    ///   - plan: what the templates say; nil where nobody can tell.
    init(_ review: ChangeReview, _ plan: Plan?) {
        let planned = Dictionary(
            (plan?.resources ?? []).map { ($0.path.description, $0) }, uniquingKeysWith: { first, _ in first })
        let isBlind = review.rows.contains { !$0.isSeen(by: planned[$0.resource]) }
        var losses = review.rows.filter(\.losesData).filter { row in
            if row.isLeftBehind { return false }
            // Of an instance in a cluster, AWS tells the type and not that.
            if planned[row.resource]?.holdsData == false { return false }
            // AWS counts on values that may turn out to be the old ones. The templates say whether they do.
            guard row.isGuess, plan != nil, !isBlind else { return true }
            return planned[row.resource]?.losesData ?? false
        }.map { Loss(resource: $0.resource, fate: $0.fate) }
        if review.unknown != nil {
            let known = Set(losses.map(\.resource))
            losses += (plan?.resources ?? []).filter { $0.losesData && !known.contains($0.path.description) }.map {
                Loss(resource: $0.path.description, fate: $0.fate)
            }
        }
        self.losses = losses
    }

    /// - Parameter plan: what the templates say, where AWS cannot be asked yet.
    init(_ plan: Plan) {
        losses = plan.resources.filter(\.losesData).map {
            Loss(resource: $0.path.description, fate: $0.fate)
        }
    }

    /// What is refused, each with where it is declared and how it is allowed.
    ///
    /// - Parameters:
    ///   - allowed: the names of resources.
    ///   - otherwise: what else to do than to allow it.
    func refusals(
        allowed: Set<String>, _ templates: DeployableTemplates, otherwise: String = "undo what does it"
    ) -> [Diagnostic] {
        losses.filter { !allowed.contains($0.resource) }.map { loss in
            let resource = templates.resource(at: loss.resource)
            return Diagnostic(
                "data-at-risk", "\(loss.resource) holds data and \(loss.fate)",
                at: resource.map { .source($0.location) },
                fix: "\(otherwise), or add --allow-replacement \(loss.resource) where that is meant")
        }
    }

    /// Names that were allowed and are not in danger, each as a mistake worth telling.
    func superfluous(in allowed: Set<String>) -> [String] {
        AllowedResources(option: "--allow-replacement", names: allowed).superfluous(
            among: losses.map(\.resource), "what holds data and goes", nothing: "nothing that holds data goes")
    }
}

extension ChangeReview.Row {
    /// Whether a plan has what surely changes since a parameter has another value.
    fileprivate func isSeen(by planned: PlannedChange?) -> Bool {
        change.action != "Modify" || change.isNestedStack
            || givenAnew.allSatisfy { name in planned?.properties.contains { $0.path.begins(with: name) } ?? false }
    }
}

extension PlannedChange {
    fileprivate var fate: String {
        switch action {
        case .replace: "would be replaced by a new, empty one"
        case .mayReplace: "may be replaced by a new, empty one"
        case .remove where !isUncertain: "would be removed"
        case .remove where deciders.isEmpty: "may be removed"
        case .remove, .add, .update, .refuse:
            "may be removed, if \(deciders.joined(separator: " or ")) has another value"
        }
    }
}

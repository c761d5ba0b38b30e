import Diagnostics

/// A plan in words, however they are shown.
struct PlanReport {
    /// One resource.
    struct Item {
        let mark: ChangeMark
        let path: String
        let type: String
        /// As in "is replaced".
        let headline: String
        let isDangerous: Bool
        let place: Diagnostic.Place?
        /// Of one that is or may be replaced, the properties that do it: `KmsKeyId`, `VpcId, since Net is replaced`.
        let reasons: [String]
        let details: [Detail]
        /// A line each.
        let notes: [String]
    }

    /// One value.
    struct Detail {
        let path: String
        let before: String?
        let after: String?
        /// What it does to the resource, or why it changes.
        let note: String
        let isDangerous: Bool
        /// The lines of a text that changes in some of them.
        let lines: [LineDiff.Line]
    }

    let items: [Item]
    let declarations: [Detail]
    let summary: String

    init(_ plan: Plan) {
        let context = ReportContext(plan)
        items = plan.resources.map { Item($0, context) }
        declarations = plan.declarations.map(Detail.init) + plan.exports.map(Detail.init)
        summary = plan.summary
    }

    /// The marks that the plan has.
    var legend: [ChangeMark] {
        let used = Set(items.map(\.mark))
        return ChangeMark.allCases.filter(used.contains)
    }
}

/// What the words of a change go by, beside the change itself.
struct ReportContext {
    private let former: [ResourcePath: PlannedResource]
    private let wanted: [ResourcePath: PlannedResource]
    private let actions: [ResourcePath: PlannedChange.Action]

    init(_ plan: Plan) {
        former = plan.former.byPath
        wanted = plan.wanted.byPath
        actions = Dictionary(plan.resources.map { ($0.path, $0.action) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is to come of a resource.
    func wanted(_ path: ResourcePath) -> PlannedResource? { wanted[path] }

    /// Both sides of a resource, what is to come first.
    func sides(of path: ResourcePath) -> [PlannedResource] { [wanted[path], former[path]].compactMap(\.self) }

    /// What becomes of a resource in a half-sentence, where something else changes by it.
    func fate(of path: ResourcePath) -> String {
        switch actions[path] {
        case .replace: "is replaced"
        case .mayReplace: "changes"
        default: "is updated"
        }
    }
}

extension Plan {
    /// As in "1 to add, 2 to update, 1 may be replaced": what may happen is counted apart.
    public var summary: String {
        var counts: [String: Int] = [:]
        for change in resources { if let words = change.intention { counts[words, default: 0] += 1 } }
        let parts = Self.intentions.compactMap { words in counts[words].map { "\($0) \(words)" } }
        if !parts.isEmpty { return parts.joined(separator: ", ") }
        return isEmpty ? "nothing changes" : "no resource is touched"
    }

    private static var intentions: [String] {
        [
            "to add", "may be added", "to update", "may be updated", "to replace", "may be replaced", "to move",
            "to remove", "may be removed", "refused by CloudFormation",
        ]
    }
}

extension PlannedChange {
    /// What a summary counts it as; nil for one that is not touched.
    fileprivate var intention: String? {
        switch mark {
        case .added: isUncertain ? "may be added" : "to add"
        case .changed: isUncertain ? "may be updated" : "to update"
        case .replaced: isUncertain ? "may be replaced" : "to replace"
        case .mayBeReplaced: "may be replaced"
        case .moved: "to move"
        case .removed: isUncertain ? "may be removed" : "to remove"
        case .refused: "refused by CloudFormation"
        case .untouched: nil
        }
    }
}

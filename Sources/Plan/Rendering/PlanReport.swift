import Diagnostics
import Template

/// A plan in words, however they are shown.
struct PlanReport {
    /// One resource.
    struct Item {
        /// One character that says what happens.
        let symbol: Character
        let path: String
        let type: String
        /// As in "is replaced".
        let headline: String
        let isDangerous: Bool
        let place: Diagnostic.Place?
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
        items = plan.resources.map(Item.init)
        declarations = plan.declarations.map(Detail.init) + plan.exports.map(Detail.init)
        summary = plan.summary
    }

    static let legend: [(symbol: Character, meaning: String)] = [
        ("+", "added"), ("~", "updated in place"), ("±", "replaced"), ("?", "may be replaced"), ("-", "removed"),
        (">", "moved"), ("=", "not touched"), ("!", "refused by CloudFormation"),
    ]

    /// Of the symbols that the plan has.
    var legend: [(symbol: Character, meaning: String)] {
        let used = Set(items.map(\.symbol))
        return Self.legend.filter { used.contains($0.symbol) }
    }
}

extension Plan {
    /// As in "1 to add, 2 to update, 1 to replace".
    public var summary: String {
        let counts = resources.reduce(into: [Character: Int]()) { $0[$1.symbol, default: 0] += 1 }
        let words: [(Character, String)] = [
            ("+", "to add"), ("~", "to update"), ("±", "to replace"), ("?", "may be replaced"), (">", "to move"),
            ("-", "to remove"),
            ("!", "refused by CloudFormation"),
        ]
        let parts = words.compactMap { symbol, words in counts[symbol].map { "\($0) \(words)" } }
        if !parts.isEmpty { return parts.joined(separator: ", ") }
        return isEmpty ? "nothing changes" : "no resource is touched"
    }
}

extension PlanReport.Item {
    fileprivate init(_ change: PlannedChange) {
        symbol = change.symbol
        path = change.path.description
        type = change.type
        place = change.place
        isDangerous = change.losesData
        headline = Self.headline(of: change)
        details =
            change.properties.map { PlanReport.Detail($0, of: change) }
            + change.attributes.map { PlanReport.Detail($0, of: change) }
        notes = Self.notes(on: change)
    }

    private static func headline(of change: PlannedChange) -> String {
        guard let origin = change.origin else { return fate(of: change) }
        return "is moved from \(origin), and " + fate(of: change)
    }

    private static func fate(of change: PlannedChange) -> String {
        let may = change.isUncertain ? "may be" : "is"
        switch change.action {
        case .add: return "\(may) added"
        case .update: return change.isUntouched ? "is not touched" : "\(may) updated in place"
        case .refuse(let reason): return "is refused: \(reason)"
        case .remove:
            return switch change.keeps {
            case .everything: "\(may) removed from the stack, and left behind as it is"
            case .snapshot: "\(may) removed; a snapshot is kept"
            case .nothing, nil: "\(may) removed" + (change.holdsData ? " with its data" : "")
            }
        case .replace, .mayReplace:
            let verb = change.action == .replace ? "\(may) replaced" : "may be replaced"
            return switch change.keeps {
            case .everything:
                "\(verb)\(change.holdsData ? " by an empty one" : ""); the old one is left behind as it is"
            case .snapshot: "\(verb) by an empty one; a snapshot of the old one is kept"
            case .nothing, nil: verb + (change.holdsData ? " by an empty one: its data goes with it" : "")
            }
        }
    }

    private static func notes(on change: PlannedChange) -> [String] {
        var notes = change.notes
        if let twin = change.twin, change.action == .add {
            notes.append("the same as \(twin), which goes: \(keeping(twin, as: change))")
        }
        if let twin = change.twin, change.action == .remove { notes.append("\(twin) comes in its place") }
        if let condition = change.condition, change.twin == nil {
            notes.append("it exists where \(condition) is met")
        }
        return notes
    }

    /// What keeps a resource that has another name now.
    private static func keeping(_ old: ResourcePath, as new: PlannedChange) -> String {
        if StackRefactoring.moves(new.type) { return "`.formerly(\"\(old)\")` on it keeps it" }
        let refusal = "CloudFormation moves no \(new.type)"
        guard old.stack == new.path.stack else { return "\(refusal) to another stack" }
        return "stack.keepLogicalID(\"\(old.logicalID)\", insteadOf: \"\(new.path.logicalID)\") keeps it; \(refusal)"
    }
}

extension PlanReport.Detail {
    fileprivate init(_ change: PropertyChange, of resource: PlannedChange) {
        path = change.path.planned(in: [change.after, change.before])
        let isText = [change.before, change.after].allSatisfy { $0?.isLongText == true }
        if change.cause == nil, isText, let old = change.before, let new = change.after {
            lines = LineDiff(from: old.lines, to: new.lines, context: 1).lines
        } else {
            lines = []
        }
        let isSame = change.cause != nil && change.before == change.after
        before = change.before.flatMap { isSame ? $0.planned.ifShort : $0.planned.shortened }
        after = change.after.flatMap { isSame ? $0.planned.ifShort : $0.planned.shortened }
        note = [Self.cause(of: change), Self.decider(of: change), Self.effect(of: change)].compactMap(\.self)
            .joined(separator: "; ")
        isDangerous = change.effect != .update && resource.holdsData
    }

    private static func effect(of change: PropertyChange) -> String? {
        switch change.effect {
        case .update: nil
        case .refuse(let reason): "AWS refuses it: \(reason)"
        case .replace(nil): "replaces it"
        case .replace(let reason?): "replaces it: \(reason)"
        case .mayReplace(let reason): "may replace it: \(reason)"
        }
    }

    /// Nil where its effect says it.
    private static func decider(of change: PropertyChange) -> String? {
        guard let decider = change.decider, change.effect != .mayReplace(decider) else { return nil }
        return "depends on \(decider)"
    }

    private static func cause(of change: PropertyChange) -> String? {
        switch change.cause {
        case nil: nil
        case .replacement(let path): "another value, since \(path) is replaced"
        case .possibleReplacement(let path): "another value, if \(path) is replaced"
        case .update(let path): "another value, since \(path) is updated"
        case .possibleUpdate(let path): "maybe another value: \(path) is updated"
        case .newSecret(let parameter): "another value, since \(parameter) is given a new one"
        }
    }

    fileprivate init(_ change: ExportChange) {
        path = "export \(change.name ?? "of \((change.stack + [change.output]).joined(separator: "/"))")"
        (before, after) = (nil, nil)
        note = "\(change.fate.words): the stacks that import it have to let go of it first"
        isDangerous = false
        lines = []
    }

    fileprivate init(_ change: DeclarationChange) {
        path = "\(change.kind.rawValue) " + (change.stack + [change.name]).joined(separator: "/")
        before = change.before?.planned
        after = change.after?.planned
        note = ""
        isDangerous = false
        lines = []
    }
}

extension String {
    /// More than this nobody reads in one line.
    private static var mostCharacters: Int { 400 }

    /// The beginning of a long value. Programs get all of it.
    fileprivate var shortened: String {
        utf8.count <= Self.mostCharacters ? self : prefix(Self.mostCharacters) + "…"
    }

    /// Nil for what is long: where only something in it changes, the note says what.
    fileprivate var ifShort: String? { utf8.count <= 100 ? self : nil }
}

extension Template.Expression {
    /// Whether it is a text of several lines.
    fileprivate var isLongText: Bool {
        switch self {
        case .string(let text): text.contains("\n")
        case .sub(let substitution): substitution.text.contains("\n")
        default: false
        }
    }

    /// As it is, for a comparison line by line.
    fileprivate var lines: String {
        if case .string(let text) = self { text } else { planned }
    }
}

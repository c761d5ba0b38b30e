import Diagnostics
import Template

extension PlanReport.Item {
    init(_ change: PlannedChange, _ context: ReportContext) {
        mark = change.mark
        path = change.path.description
        type = change.type
        place = change.place
        isDangerous = change.losesData
        headline = Self.headline(of: change, context)
        let properties = change.properties.pairingElements
        reasons = properties.filter { $0.effect != .update }.map { $0.reason(of: change, context) }
        details =
            properties.map { PlanReport.Detail($0, of: change, context) }
            + change.attributes.map { PlanReport.Detail($0, of: change, context) }
        notes = Self.notes(on: change)
    }

    private static func headline(of change: PlannedChange, _ context: ReportContext) -> String {
        var fate = fate(of: change, context)
        if !change.deciders.isEmpty {
            fate =
                (change.action == .remove
                    ? fate.replacing("may be removed", with: "may be added or removed")
                    : fate + ", or added or removed")
                + ": " + change.deciders.map { "another value of \($0)" }.joined(separator: " or ") + " decides"
        }
        return change.origin.map { "is moved from \($0), and \(fate)" } ?? fate
    }

    private static func fate(of change: PlannedChange, _ context: ReportContext) -> String {
        let may = change.isUncertain ? "may be" : "is"
        switch change.action {
        case .add: return "\(may) added"
        case .update: return change.isUntouched ? "is not touched" : "\(may) updated in place"
        case .refuse(let refusal): return "\(may) refused: \(refusal)"
        case .remove:
            return switch change.keeps {
            case .everything: "\(may) removed from the stack, and left behind as it is"
            case .snapshot: "\(may) removed; a snapshot is kept"
            case .nothing, nil: "\(may) removed" + (change.holdsData ? " with its data" : "")
            }
        case .replace, .mayReplace:
            let verb = change.action == .replace ? "\(may) replaced" : "may be replaced"
            guard change.holdsData || change.keeps == .snapshot else {
                return verb + (change.keeps == .everything ? "; the old one is left behind as it is" : "")
            }
            let beginning = context.wanted(change.path).flatMap(Beginning.init)
            let successor = "\(verb) by \(beginning?.words ?? "an empty one")"
            return switch change.keeps {
            case .everything: "\(successor); the old one is left behind as it is"
            case .snapshot: "\(successor); a snapshot of the old one is kept"
            case .nothing, nil: successor + (beginning == nil ? ": its data goes with it" : "; the old one's data goes")
            }
        }
    }

    private static func notes(on change: PlannedChange) -> [String] {
        var notes = change.notes
        for refusal in change.refusals where change.action != .refuse(refusal) {
            notes.append("it is refused: \(refusal)")
        }
        if let twin = change.twin, change.action == .add {
            notes.append("the same as \(twin), which goes: \(keeping(twin, as: change))")
        }
        if let twin = change.twin, change.action == .remove { notes.append("\(twin) comes in its place") }
        if let condition = change.condition, change.twin == nil {
            notes.append("it exists where \(condition) is met")
        }
        return notes
    }

    /// What keeps a resource that has another name now, in the language that it is declared in.
    private static func keeping(_ old: ResourcePath, as new: PlannedChange) -> String {
        let refusal = "CloudFormation moves no \(new.type)"
        let isMovable = StackRefactoring.moves(new.type)
        guard old.stack == new.path.stack || isMovable else { return "\(refusal) to another stack" }
        guard case .source = new.place else {
            return old.stack == new.path.stack
                ? "under the logical ID \(old.logicalID) it would be kept" : "left where it was, it would be kept"
        }
        if isMovable { return "`.formerly(\"\(old)\")` on it keeps it" }
        return "stack.keepLogicalID(\"\(old.logicalID)\", insteadOf: \"\(new.path.logicalID)\") keeps it; \(refusal)"
    }
}

import Template

/// An export that goes, or may come to another value: CloudFormation refuses both as long as another stack imports it
/// (AWS CloudFormation User Guide, "Get exported outputs from a deployed CloudFormation stack").
public struct ExportChange: Sendable, Hashable {
    /// What becomes of it.
    public enum Fate: Sendable, Hashable {
        /// No output exports under the name any more.
        case removed
        /// The output exports under another name.
        case renamed(to: String)
        /// It has another value.
        case changed
        /// It comes from a resource that is replaced.
        case replaced(ResourcePath)
        /// It comes from a resource that may be replaced.
        case mayBeReplaced(ResourcePath)
    }

    /// Under which name others import it; nil where nobody can tell before it is deployed.
    public let name: String?
    /// The logical IDs of the stacks around the output.
    public let stack: [String]
    /// The output that exported it.
    public let output: String
    /// What becomes of it.
    public let fate: Fate

    /// Of all stacks of what is deployed.
    ///
    /// - Parameter changes: what becomes of the resources that values come from.
    static func all(
        from before: [StackScope], to after: [StackScope], _ changes: [PlannedChange]
    ) -> [ExportChange] {
        let new = after.flatMap(\.exports)
        let fates = Dictionary(
            changes.compactMap { change in Fate(change).map { (change.path.description, $0) } },
            uniquingKeysWith: { first, _ in first })
        return before.flatMap(\.exports).compactMap { old in
            let fate: Fate?
            if let kept = new.first(where: { $0.isSame(as: old) }) {
                fate = kept.value == old.value ? kept.value?.fate(by: fates) : .changed
            } else {
                let names = new.filter { $0.stack == old.stack && $0.output == old.output }.compactMap(\.name.string)
                fate = names.first.map { .renamed(to: $0) } ?? .removed
            }
            return fate.map { ExportChange(name: old.name.string, stack: old.stack, output: old.output, fate: $0) }
        }
    }
}

extension ExportChange.Fate {
    fileprivate init?(_ change: PlannedChange) {
        switch change.action {
        case .replace: self = .replaced(change.path)
        case .mayReplace: self = .mayBeReplaced(change.path)
        case .add, .remove, .update, .refuse: return nil
        }
    }

    /// As in "is removed".
    package var words: String {
        switch self {
        case .removed: "is removed"
        case .renamed(let name): "is removed, and comes again as \(name)"
        case .changed: "has another value"
        case .replaced(let path): "has another value, since \(path) is replaced"
        case .mayBeReplaced(let path): "may have another value, since \(path) may be replaced"
        }
    }
}

/// An output that other stacks may import.
private struct Export {
    let name: Template.Expression
    let stack: [String]
    let output: String
    let value: Template.Expression?

    func isSame(as other: Export) -> Bool { name == other.name }
}

extension StackScope {
    fileprivate var exports: [Export] {
        evaluated.template.outputs.compactMap { output, declaration in
            guard let name = declaration.exportName.flatMap(resolved), isThere(declaration) else { return nil }
            return Export(name: name, stack: evaluated.path, output: output, value: self.output(output))
        }
    }

    /// Whether an output is there, as far as anybody can tell.
    private func isThere(_ output: Template.Output) -> Bool {
        guard let condition = output.condition else { return true }
        return evaluated.conditions[condition] != .no
    }
}

extension Template.Expression {
    /// What becomes of a value by what becomes of the resources that it comes from.
    fileprivate func fate(by fates: [String: ExportChange.Fate]) -> ExportChange.Fate? {
        var found: ExportChange.Fate?
        visitValues { value in
            switch value {
            case .ref(let name), .getAtt(let name, _): found = found ?? fates[name]
            default: break
            }
        }
        return found
    }
}

extension Template {
    /// What stands for a part of a template that a loop makes, in the template as it is written.
    public struct LoopSource: Sendable, Hashable {
        /// Of the same part in the loop's body.
        public let path: Path
        /// What the loops around it stand at, as in `Name = Paid`; empty where nobody knows.
        public let turn: String
        /// How many of the kind the loops make.
        public let turns: Int
    }
}

/// Where everything that loops make comes from.
struct LoopSources: Sendable {
    /// Of the members of objects that loops make, and of those whose key they change.
    private var members: [Template.Path: (source: Template.Path, turn: String)] = [:]
    private var turns: [Template.Path: Int] = [:]

    mutating func add(_ member: Template.Path, from source: Template.Path, turn: String) {
        guard members[member] == nil else { return }
        members[member] = (source, turn)
        turns[source, default: 0] += 1
    }

    /// Nil for what no loop makes.
    func source(of path: Template.Path) -> Template.LoopSource? {
        var length = path.steps.count
        while length > 1 {
            if let (source, turn) = members[Template.Path(Array(path.steps.prefix(length)))] {
                return Template.LoopSource(
                    path: Template.Path(source.steps + path.steps.dropFirst(length)), turn: turn,
                    turns: turns[source] ?? 1)
            }
            length -= 1
        }
        return nil
    }
}

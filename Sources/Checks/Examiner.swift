import Template

/// Begins examinations on one thread, which share what they look up.
struct Examiner {
    private let ground: ExaminationGround
    private let actions: KnownActions
    private let wiring: Wiring

    init(_ ground: ExaminationGround, _ actions: KnownActions) {
        self.ground = ground
        self.actions = actions
        wiring = Wiring(ground.stacks)
    }

    /// - Parameter source: which of the templates it is.
    func examination(of subject: CheckedTemplate, source: Int) -> Examination {
        let stacks = ground.stacks.ofSource[source]
        return Examination(
            of: subject,
            nested: Dictionary(subject.nestedFiles.map { ($0, ground.files[$1]) }) { first, _ in first },
            assumed: ground.assumed[subject.file] ?? [], ground.isUndecided ? stacks.first.map(wiring.facts) : nil,
            actions, wiring: wiring, ownStacks: stacks)
    }
}

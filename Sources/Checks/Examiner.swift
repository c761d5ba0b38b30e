import ResourceSchemas
import Template

/// What the examinations of templates have in common. Nothing of it changes, so that threads share it.
struct ExaminationGround: Sendable {
    /// The templates by their files.
    let files: [String: Template]
    /// The conditions that hold in each file, since its stack exists only where they do.
    fileprivate let assumed: [String: [String]]
    fileprivate let stacks: WiredStacks
    /// Whether the stacks are made of templates as they stand.
    fileprivate let isUndecided: Bool

    init(_ templates: [CheckedTemplate], _ known: KnownStacks?) {
        files = Dictionary(templates.map { ($0.file, $0.template) }) { first, _ in first }
        assumed = Self.assumedConditions(templates, files)
        isUndecided = known == nil
        stacks = WiredStacks(known?.decided(templates) ?? templates, assumed: assumed)
    }

    private static func assumedConditions(
        _ templates: [CheckedTemplate], _ files: [String: Template]
    ) -> [String: [String]] {
        var assumed: [String: [String]] = [:]
        for subject in templates {
            for (id, file) in subject.nestedFiles {
                guard let inner = files[file] else { continue }
                let condition = subject.template.resources[id]?.condition
                // Of one declaration, each template that uses it has a copy. What only has the same name may mean
                // anything.
                let own = ((assumed[subject.file] ?? []) + (condition.map { [$0] } ?? [])).filter { name in
                    let path = Template.Path(.conditions, name)
                    return inner.origin(of: path).map { $0 == subject.template.origin(of: path) } ?? false
                }
                // Of one that is nested twice, what holds in both.
                assumed[file] = assumed[file].map { $0.filter(own.contains) } ?? own
            }
        }
        return assumed
    }
}

/// Begins examinations on one thread, which share what they look up.
struct Examiner {
    private let ground: ExaminationGround
    private let actions: KnownActions
    private let wiring: Wiring

    init(_ ground: ExaminationGround, _ catalogue: ResourceCatalogue) {
        self.ground = ground
        actions = KnownActions(catalogue.actions)
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

import Template

/// What the examinations of templates have in common. Nothing of it changes, so that threads share it.
struct ExaminationGround: Sendable {
    /// The templates by their files.
    let files: [String: Template]
    /// The conditions that hold in each file, since its stack exists only where they do.
    let assumed: [String: [String]]
    let stacks: WiredStacks
    /// Whether the stacks are made of templates as they stand.
    let isUndecided: Bool

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

import Template

/// A stack as an environment's values make it, with those nested in it.
struct KnownStack: Sendable {
    let evaluated: EvaluatedTemplate
    /// With all that is known written out.
    let template: Template
    /// By logical ID; those that are made.
    let stacks: [String: KnownStack]

    init(_ evaluated: EvaluatedTemplate) {
        self.evaluated = evaluated
        template = evaluated.written
        stacks = evaluated.stacks.mapValues(KnownStack.init)
    }

    /// This one and all within, each with its file.
    ///
    /// - Parameter file: this one's.
    func all(file: String) -> [(file: String, stack: KnownStack)] {
        [(file, self)]
            + evaluated.template.nestedFiles.flatMap { id, nested in
                stacks[id]?.all(file: Template.path(of: nested, in: file)) ?? []
            }
    }
}

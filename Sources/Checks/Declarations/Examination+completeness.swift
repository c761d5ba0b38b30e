import Template

extension Examination {
    /// What CloudFormation wants of a parameter and an output.
    mutating func checkCompleteness() {
        guard !isRewritten else { return }
        for (name, parameter) in template.parameters where parameter.type.isEmpty {
            report(
                "incomplete-member", "the parameter \(name) has no type", at: Template.Path(.parameters, name),
                fix: "add \"Type\": \"String\", or another one")
        }
        for (name, output) in template.outputs where output.outputValue == nil {
            report(
                "incomplete-member", "the output \(name) has no value", at: Template.Path(.outputs, name),
                fix: "add its Value")
        }
    }

    /// Conditions and mappings that a file declares decide and choose something.
    mutating func checkUse() {
        // What Swift declares is in a template where something uses it.
        guard !hasMacros, isOfFile else { return }
        var used: Set<Template.Reference.Target> = []
        var open: [String] = []
        for reference in references where used.insert(reference.target).inserted {
            if case .condition(let name) = reference.target, name.isOpenName { open.append(name) }
        }
        for name in template.conditions.names
        where !used.contains(.condition(name)) && !name.isOpenName && !open.contains(where: { $0.mayBe(name) }) {
            report(
                "unused-condition", "the condition \(name) is never used", severity: .warning,
                at: Template.Path(.conditions, name), fix: "use it, or take it out")
        }
        // The name of a mapping may be computed, with the language extensions.
        guard template.transforms.isEmpty else { return }
        for name in template.mappings.names where !used.contains(.mapping(name)) {
            report(
                "unused-mapping", "the mapping \(name) is never used", severity: .warning,
                at: Template.Path(.mappings, name), fix: "use it, or take it out")
        }
    }
}

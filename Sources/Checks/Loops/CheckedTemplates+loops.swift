import Template

extension [CheckedTemplate] {
    /// The templates with what their loops make, by the values that the stacks are made with: those given, and the
    /// defaults of others. What nested stacks are given is known once those around them are expanded.
    func expandingLoops(given: GivenValues?, region: String?) -> [CheckedTemplate] {
        var open = Set(indices.filter { !self[$0].isRewritten && self[$0].template.hasLoops })
        guard !open.isEmpty else { return self }
        var templates = self
        while !open.isEmpty {
            let nested = templates.nestedFiles
            let waiting = Set(open.flatMap { nested[templates[$0].file] ?? [] })
            var next = open.filter { !waiting.contains(templates[$0].file) }
            // Of those that nest each other none is the first.
            if next.isEmpty { next = open }
            let stacks = templates.evaluated(given: given, region: region)
            for index in next {
                let template = templates[index]
                templates[index] = template.with(
                    Template.LoopExpansion(of: template.template) { collection in
                        let values = (stacks[template.file] ?? []).map { $0.value(of: collection) }
                        guard let first = values.first else { return .null }
                        // Where stacks of the template differ, it is not known.
                        return values.allSatisfy { $0 == first } ? first : .null
                    })
            }
            open.subtract(next)
        }
        return templates
    }

    /// The files that each file nests.
    var nestedFiles: [String: [String]] {
        Dictionary(map { ($0.file, $0.nestedFiles.map(\.file)) }) { first, _ in first }
    }

    /// The stacks that are made of each file. A root has the defaults of its parameters where nothing is given.
    private func evaluated(given: GivenValues?, region: String?) -> [String: [EvaluatedTemplate]] {
        let nested = nestedFiles
        let inner = Set(nested.values.joined())
        let files = Dictionary(map { ($0.file, $0.template) }) { first, _ in first }
        var stacks: [String: [EvaluatedTemplate]] = [:]
        for root in self where !inner.contains(root.file) && KnownStacks.mayCount(root.file, nested) {
            guard let tree = TemplateTree(root: root.file, in: files) else { continue }
            let evaluated = EvaluatedTemplate(tree, given: given ?? GivenValues([:]), region: region)
            for (file, stack) in evaluated.all(file: root.file) { stacks[file, default: []].append(stack) }
        }
        return stacks
    }
}

extension EvaluatedTemplate {
    /// This one and all within, each with its file.
    fileprivate func all(file: String) -> [(file: String, stack: EvaluatedTemplate)] {
        [(file, self)]
            + template.nestedFiles.flatMap { id, nested in
                stacks[id]?.all(file: Template.path(of: nested, in: file)) ?? []
            }
    }
}

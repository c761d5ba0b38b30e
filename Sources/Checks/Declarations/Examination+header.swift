import Template

extension Examination {
    /// What stands above the resources: metadata and transforms.
    mutating func checkHeader() {
        if template.metadata.entries.contains(where: \.key.isEmpty) {
            report(
                "illegal-name", "metadata has an empty key", at: Template.Path([.key("Metadata")]),
                fix: "give it a name")
        }
        let transform = Template.Path([.key("Transform")])
        if template.transforms.contains("") {
            report("illegal-name", "a transform has an empty name", at: transform, fix: "name the macro")
        }
        var seen: Set<String> = []
        for name in template.transforms where !seen.insert(name).inserted {
            report(
                "duplicate-key", "the transform \(name) is given twice", at: transform, fix: "leave one of them out")
        }
    }
}

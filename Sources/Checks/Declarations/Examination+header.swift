import Template

extension Examination {
    /// What stands above the resources: the version of templates, metadata and transforms.
    mutating func checkHeader() {
        // "Template format version syntax" in the CloudFormation user guide.
        let onlyVersion = "2010-09-09"
        if let version = template.formatVersion, version != onlyVersion {
            report(
                "value-not-allowed", "there is no version \"\(version)\" of templates; allowed: \(onlyVersion)",
                at: Template.Path([.key(Template.SectionName.formatVersion.rawValue)]),
                fix: "write \(onlyVersion), or leave it out", mend: .value(onlyVersion))
        }
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

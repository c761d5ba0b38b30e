import Template

extension Examination {
    /// CloudFormation's quotas for a template.
    mutating func checkLimits() {
        limit("resources", template.resources.names.count, Template.Limits.resources)
        limit("parameters", template.parameters.names.count, Template.Limits.parameters)
        limit("outputs", template.outputs.names.count, Template.Limits.outputs)
        limit("mappings", template.mappings.names.count, Template.Limits.mappings)
        limit("bytes", subject.byteCount, Template.Limits.bytes)
        if let description = template.description { limit(description: description, at: Template.Path()) }
    }

    /// Of the template, or of an output.
    mutating func limit(description: String, at path: Template.Path) {
        let most = Template.Limits.descriptionBytes
        guard description.utf8.count > most else { return }
        report(
            "limit-exceeded",
            "the description has \(description.utf8.count) bytes; at most \(most) are allowed", at: path,
            fix: "say it shorter")
    }

    private mutating func limit(_ what: String, _ count: Int, _ limit: Int) {
        guard count > limit else { return }
        report(
            "limit-exceeded", "the template has \(count) \(what); CloudFormation accepts \(limit)", at: Template.Path(),
            fix: "move a part of it into a nested stack: nestedStack(\"Name\")",
            fixOfFile: "move a part of it into a nested stack")
    }
}

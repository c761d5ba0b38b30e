import Template

extension Examination {
    /// Outputs are described briefly, and export under a name.
    mutating func checkOutputs() {
        for (name, output) in template.outputs {
            let path = Template.Path(.outputs, name)
            if let description = output.description?.string { limit(description: description, at: path) }
            if output.exportName == "" {
                report("illegal-name", "the output exports under an empty name", at: path, fix: "name the export")
            }
        }
    }
}

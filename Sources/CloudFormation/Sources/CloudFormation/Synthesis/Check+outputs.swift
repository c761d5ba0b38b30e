extension Check {
    /// Outputs are described briefly, and export under names of their own.
    static func outputs(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        var exporters: [[UInt8]: SourceLocation] = [:]
        for stack in app.stacks {
            for output in stack.collected.declarations.outputs {
                func report(_ code: String, _ message: String, notes: [Diagnostic.Note] = [], fix: String) {
                    diagnostics.append(
                        Diagnostic(
                            code, message, about: output.element, notes: notes, fix: fix))
                }
                if let description = output.description, description.utf8.count > Limits.descriptionBytes {
                    report(
                        "limit-exceeded",
                        "the description has \(description.utf8.count) bytes; at most \(Limits.descriptionBytes) are allowed",
                        fix: "say it shorter")
                }
                guard let name = output.exportName else { continue }
                if case .string("") = name {
                    report("illegal-name", "the output exports under an empty name", fix: "name the export")
                    continue
                }
                let text = TemplateRenderer(stack).rendered(name)
                if let other = exporters.updateValue(output.element.userLocation, forKey: text) {
                    report(
                        "duplicate-export", "two outputs export \(String(decoding: text, as: UTF8.self))",
                        notes: [.init("the other one", at: other)], fix: "give one of them another name")
                }
            }
        }
    }
}

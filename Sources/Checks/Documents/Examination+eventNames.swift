import Template

extension Examination {
    /// Patterns match with upper and lower case as they are ("Amazon EventBridge event patterns" in its user guide), so
    /// that one in another case than a service's never does.
    mutating func checkEventNames(of pattern: PlacedValue) {
        let sources = pattern.elements(of: "source").map { $0.value.string }
        for source in pattern.elements(of: "source") {
            guard let text = source.value.string, EventNames.all[text] == nil, EventNames.all[text.lowercased()] != nil
            else { continue }
            reportEvent("no service sends events from the source \(text)", at: source.path, text.lowercased())
        }
        // Of one source that nobody knows here, any names may be.
        let known = sources.map { source in source.flatMap { EventNames.all[$0.lowercased()] } }
        guard !known.isEmpty, !known.contains(nil) else { return }
        let names = known.flatMap { $0 ?? [] } + EventNames.ofAll
        for kind in pattern.elements(of: "detail-type") {
            guard let text = kind.value.string, !names.contains(text),
                let meant = names.first(where: { $0.lowercased() == text.lowercased() })
            else { continue }
            reportEvent("no event is of the detail-type \"\(text)\"", at: kind.path, meant)
        }
    }

    private mutating func reportEvent(_ message: String, at path: Template.Path, _ meant: String) {
        report(
            "event-name", "\(message): patterns tell upper case from lower case", severity: .warning, at: path,
            fix: "write \(meant)")
    }
}

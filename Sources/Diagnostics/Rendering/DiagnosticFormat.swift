/// How diagnostics are written.
public enum DiagnosticFormat: String, Sendable, CaseIterable {
    /// As a compiler does, for people.
    case text
    /// One document, for programs.
    case json
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// Annotations of GitHub's workflows, which stand beside the lines of a pull request.
    case github
    /// A table, for a comment or a job's summary.
    case markdown
}

extension DiagnosticReport {
    /// The report as a document; empty for text, which is for a terminal.
    ///
    /// - Parameter tool: the command, as it is typed.
    public func document(as format: DiagnosticFormat, by tool: String, _ sources: SourceFiles) -> String {
        switch format {
        case .text: ""
        case .json: json(sources).document
        case .sarif: sarif(by: tool).document(sources)
        case .github: annotations(sources)
        case .markdown: markdown(sources)
        }
    }

    /// How many problems stand and are accepted, as in `1 error, 2 warnings, 3 suppressed`; nil where there is nothing.
    public var summary: String? {
        let labels = ["error", "warning", "note"]
        let counts = labels.compactMap { label -> String? in
            let count = standing.count { $0.severity.label == label }
            return count == 0 ? nil : "\(count) \(label)" + (count == 1 ? "" : "s")
        }
        let all = counts + (accepted.isEmpty ? [] : ["\(accepted.count) suppressed"])
        return all.isEmpty ? nil : all.joined(separator: ", ")
    }
}

/// How commands write what they have to say. Each offers those that suit it.
public enum OutputFormat: String, Sendable, CaseIterable {
    /// For people at a terminal: problems as a compiler prints them, anything else in aligned columns.
    case text
    /// One document, for programs.
    case json
    /// Tables, for a comment or a job's summary.
    case markdown
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// Annotations of GitHub's workflows, which stand beside the lines of a pull request.
    case github
    /// Lines for a shell's `eval` and for `.env` files.
    case env
    /// A page for a browser.
    case html
}

extension [OutputFormat] {
    /// What problems are written in.
    public static let ofDiagnostics: Self = [.text, .json, .markdown, .sarif, .github]
    /// What tables are written in.
    public static let ofTables: Self = [.text, .json, .markdown]
    /// What plans are written in.
    public static let ofPlans: Self = [.text, .json, .markdown, .html]
    /// What names and their values are written in.
    public static let ofValues: Self = [.text, .json, .env]
}

extension DiagnosticReport {
    /// The report as a document; empty for what is none of the formats `ofDiagnostics`, and for text, which is for a
    /// terminal.
    ///
    /// - Parameter tool: the command, as it is typed.
    public func document(as format: OutputFormat, by tool: String, _ sources: SourceFiles) -> String {
        switch format {
        case .text, .env, .html: ""
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

import Terminal

/// How an audit is written.
enum AuditFormat: String, Sendable, CaseIterable {
    /// Aligned columns, for people at a terminal.
    case table
    /// One JSON document, for programs.
    case json
    /// Tables of Markdown, for issues and pull requests.
    case markdown
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// Annotations of GitHub's workflows.
    case github

    static let option = CommandSyntax.Option.value(
        "format", "FORMAT", "table (the default), json, markdown, sarif or github")

    /// - Throws: `UsageError` for a format that there is not.
    init(_ arguments: Arguments) throws {
        // Other commands call it text.
        let names = Self.allCases.map(\.rawValue) + ["text"]
        let name = try arguments.choice("format", from: names, default: Self.table.rawValue)
        self = AuditFormat(rawValue: name) ?? .table
    }
}

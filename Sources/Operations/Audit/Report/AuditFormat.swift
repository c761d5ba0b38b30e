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

    static let option = CommandSyntax.Option.value("format", "FORMAT", "table (the default), json, markdown or sarif")

    /// - Throws: `UsageError` for a format that there is not.
    init(_ arguments: Arguments) throws {
        let name = try arguments.choice("format", from: Self.allCases.map(\.rawValue), default: Self.table.rawValue)
        self = AuditFormat(rawValue: name) ?? .table
    }
}

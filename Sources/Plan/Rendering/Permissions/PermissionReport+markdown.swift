import Diagnostics

extension PermissionReport {
    /// Of a comment on a pull request.
    static var mostRowsOfComment: Int { 15 }

    /// A part of a page, which ends in a newline.
    var markdown: String {
        parts.map { part in
            var text =
                "\n\(part.isProblem ? "> [!WARNING]\n> " : "**")\(part.headline.asMarkdownText)\(part.isProblem ? "" : "**")\n"
            if !part.rows.isEmpty {
                text += "\n| Action | Wanted by |\n|---|---|\n"
                for row in part.rows { text += "| \(row.action.asMarkdownText) | \(row.wanted.asMarkdownText) |\n" }
                if part.rest > 0 { text += "| and \(part.rest) more | |\n" }
            }
            return text
        }.joined()
    }
}

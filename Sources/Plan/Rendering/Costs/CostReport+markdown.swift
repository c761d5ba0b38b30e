import Diagnostics

extension CostReport {
    /// Of a comment on a pull request: those that change more than this stand in one row.
    static var mostRowsOfComment: Int { 15 }

    /// A part of a page, which ends in a newline.
    var markdown: String {
        guard !isSame else {
            return "\n**Monthly cost in \(region): \(total.after) USD, as before**\n" + remarks
        }
        let difference = total.difference == CostDifference.unknown ? "difference not known" : total.difference
        var text = "\n**Monthly cost in \(region): \(total.before) → \(total.after) USD (\(difference))**\n"
        text += "\n| | Now | Then | Difference |\n|---|--:|--:|--:|\n"
        for row in rows {
            text += "| \(row.name.asMarkdownText) | \(row.before) | \(row.after) | \(row.difference) |\n"
        }
        return text + remarks
    }

    private var remarks: String {
        let gaps = gaps.map { "**Not in it**: \($0.asMarkdownText)" }
        let parts = rows.flatMap { row in row.details.map { "\(row.name): \($0)".asMarkdownText } }
        let rest = parts + uses.map { "Plus use: \($0.asMarkdownText)" } + notes.map { "Note: \($0.asMarkdownText)" }
        var text = gaps.isEmpty ? "" : "\n" + gaps.map { "- \($0)\n" }.joined()
        if !rest.isEmpty {
            text += "\n<details><summary>What depends on use, and what is assumed</summary>\n\n"
            text += rest.map { "- \($0)\n" }.joined() + "\n\(Self.legend)\n\n</details>\n"
        }
        return text
    }
}

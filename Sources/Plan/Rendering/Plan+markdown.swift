import Diagnostics

extension Plan {
    /// The plan as a comment on a pull request: what happens in a table, and the values below it, folded up.
    ///
    /// - Parameters:
    ///   - title: what the plan is of.
    ///   - source: how a place is written.
    public func markdown(title: String, source: (Diagnostic.Place) -> String) -> String {
        let report = PlanReport(self)
        var page = "### \(title.asMarkdownText)\n\n**\(report.summary)**\n"
        let losses = resources.filter(\.losesData)
        if !losses.isEmpty {
            let names = losses.map { "\($0.path)".asMarkdownText }.joined(separator: ", ")
            page += "\n> [!CAUTION]\n> Data is lost, or the stack goes on without it: \(names)\n"
        }
        if !report.items.isEmpty {
            let hasReasons = report.items.contains { !$0.reasons.isEmpty }
            page += "\n| | Resource | Type | What happens |\(hasReasons ? " Because of |" : "")\n"
            page += "|---|---|---|---|\(hasReasons ? "---|" : "")\n"
            for item in report.items {
                page +=
                    "| `\(item.mark.rawValue)` | \(item.path.asMarkdownText) | \(item.type.asMarkdownText) | "
                    + "\(item.headline.asMarkdownText) |\(hasReasons ? " \(item.because.asMarkdownText) |" : "")\n"
            }
        }
        if !access.isEmpty {
            page += "\n| Whose | Who may do what | |\n|---|---|---|\n"
            for change in access {
                page +=
                    "| \(change.owner.asMarkdownText) | `\(change.isAdded ? "+" : "-")` \(change.grant.asMarkdownText) | "
                    + "\(change.isBroader ? "**more is allowed**" : "") |\n"
            }
        }
        if let permissions {
            page += PermissionReport(permissions, most: PermissionReport.mostRowsOfComment).markdown
        }
        page += costMarkdown
        let explained = report.items.filter { !$0.details.isEmpty || !$0.notes.isEmpty }
        guard !explained.isEmpty || !report.declarations.isEmpty else { return page }
        let details =
            explained.map { $0.difference(source: source) } + report.declarations.map { $0.difference(indent: "") }
        let (shown, isWhole) = Self.fitting(details, in: Self.mostCharacters - page.count)
        let rest = isWhole ? "" : "# and more, which a comment has no room for\n"
        let fence = shown.fence
        return page
            + "\n<details><summary>What changes in them</summary>\n\n\(fence)diff\n\(shown)\(rest)\(fence)\n\n</details>\n"
    }

    private var costMarkdown: String {
        guard let prices, costs != nil || !isEmpty else { return "" }
        return costs.map { CostReport($0, at: prices, most: CostReport.mostRowsOfComment).markdown }
            ?? "\nMonthly cost: \(CostReport.noRegion); \(CostReport.namingRegion)\n"
    }

    /// Of a comment on GitHub, with some room for who puts it there: it has 65,536 at most.
    private static var mostCharacters: Int { 60_000 }

    private static func fitting(_ texts: [String], in room: Int) -> (text: String, isWhole: Bool) {
        var text = ""
        for next in texts {
            guard text.count + next.count <= room else { return (text, false) }
            text += next
        }
        return (text, true)
    }
}

extension PlanReport.Item {
    /// What replaces it, as in `KmsKeyId`, which a comment tells without being unfolded. Empty where nothing does.
    fileprivate var because: String {
        reasons.prefix(2).joined(separator: "; ") + (reasons.count > 2 ? " and \(reasons.count - 2) more" : "")
    }

    /// As `diff` would write it, which is what is coloured.
    fileprivate func difference(source: (Diagnostic.Place) -> String) -> String {
        let origin = place.map { "  (\(source($0)))" } ?? ""
        var text = "@@ \(mark.rawValue) \(path)  \(type) \(headline)\(origin) @@".line
        for detail in details { text += detail.difference(indent: "  ") }
        for note in notes { text += "# \(note)".line }
        return text + "\n"
    }
}

extension PlanReport.Detail {
    fileprivate func difference(indent: String) -> String {
        let remark = note.isEmpty ? "" : "  # \(note)"
        guard lines.isEmpty else {
            return "  \(path)\(remark)".line + lines.map(\.description.line).joined()
        }
        if before == after { return "  \(path)\(after.map { ": \($0)" } ?? "")\(remark)".line }
        let removed = before.map { "- \(path): \($0)\(after == nil ? remark : "")".line } ?? ""
        let added = after.map { "+ \(path): \($0)\(remark)".line } ?? ""
        return removed + added
    }
}

extension String {
    /// As one line, with what a reader would not see, or take for something else, made visible.
    fileprivate var line: String { replacing("\t", with: "    ").withoutControlCharacters + "\n" }

    /// What fences it in, which nothing in it can end: a fence ends with as many backticks as it begins with, or more
    /// ("Fenced code blocks" in the GitHub Flavored Markdown specification).
    fileprivate var fence: String {
        var (longest, run) = (2, 0)
        for byte in utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return String(repeating: "`", count: longest + 1)
    }
}

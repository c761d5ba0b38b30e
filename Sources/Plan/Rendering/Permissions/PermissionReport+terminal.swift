import Terminal

extension PermissionReport {
    /// Of a plan for people: those that want to see all ask `deploy-role --for plan`.
    static var mostRowsOfTerminal: Int { 20 }

    /// The lines for a terminal.
    var lines: [[StyledText]] {
        parts.flatMap { part -> [[StyledText]] in
            let width = part.rows.map(\.action.displayWidth).max() ?? 0
            let rows = part.rows.map { row in
                [
                    StyledText("  "), StyledText(part.isProblem ? "! " : "+ ", part.isProblem ? .bad : .plain),
                    StyledText(
                        row.action + String(repeating: " ", count: min(60, width) - min(60, row.action.displayWidth))),
                    StyledText("  \(row.wanted)", .dim),
                ]
            }
            let rest =
                part.rest == 0 ? [] : [[StyledText("  and \(part.rest) more; 'deploy-role --for plan' has all", .dim)]]
            return [[StyledText(part.headline, part.isProblem ? .warning : .bold)]] + rows + rest
        }
    }
}

import Diagnostics
import Terminal

extension Plan {
    /// The lines of the plan for a terminal.
    ///
    /// - Parameters:
    ///   - width: how wide lines should be, in cells.
    ///   - source: how a place is written.
    public func lines(width: Int, source: (Diagnostic.Place) -> String) -> [[StyledText]] {
        let report = PlanReport(self)
        var lines: [[StyledText]] = []
        for item in report.items { lines += item.lines(width: width, source: source) + [[""]] }
        if !access.isEmpty { lines += accessLines + [[""]] }
        if !report.declarations.isEmpty {
            for detail in report.declarations { lines += detail.lines(indent: 2, width: width, pathWidth: 0) }
            lines.append([""])
        }
        let permissionLines = permissionLines
        if !permissionLines.isEmpty { lines += permissionLines + [[""]] }
        if let costLines { lines += costLines + [[""]] }
        if !report.legend.isEmpty {
            let legend = report.legend.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "   ")
            lines += [[StyledText(legend, .dim)]]
        }
        let losses = resources.count { $0.losesData }
        let warning = losses == 0 ? [] : [StyledText("; \(losses) of them hold\(losses == 1 ? "s" : "") data", .bad)]
        lines.append([StyledText("Plan: \(report.summary)", .bold)] + warning)
        return lines
    }
}

extension Plan {
    /// Prints no more than what it costs and needs, where anybody asked.
    public func showCostsAndPermissions(on output: TerminalStream) {
        for line in (costLines ?? []) + permissionLines { output.print(wrapped: line) }
    }

    /// What it needs CloudFormation to be allowed, as far as that is news.
    fileprivate var permissionLines: [[StyledText]] {
        permissions.map { PermissionReport($0, most: PermissionReport.mostRowsOfTerminal).lines } ?? []
    }

    /// What it costs; nil where nobody asked.
    private var costLines: [[StyledText]]? {
        guard let prices, costs != nil || !isEmpty else { return nil }
        return costs.map { CostReport($0, at: prices).lines }
            ?? [[StyledText("Monthly cost: \(CostReport.noRegion); \(CostReport.namingRegion)", .dim)]]
    }

    /// A table of who may do what.
    private var accessLines: [[StyledText]] {
        let width = access.map(\.owner.displayWidth).max() ?? 0
        var lines: [[StyledText]] = [[StyledText("Who may do what", .bold)]]
        var previous = ""
        for change in access {
            let owner = change.owner == previous ? "" : change.owner
            previous = change.owner
            let padding = String(repeating: " ", count: width - owner.displayWidth)
            // What is allowed is no gain, as what is added elsewhere is.
            let mark = StyledText(change.isAdded ? "+ " : "- ", change.isBroader ? .warning : .plain)
            let note = change.isBroader ? [StyledText("  more is allowed", .warning)] : []
            lines.append([StyledText("  \(owner)\(padding)  "), mark, StyledText(change.grant)] + note)
        }
        return lines
    }
}

extension PlanReport.Item {
    private var style: Style {
        switch mark {
        case .added: .good
        case .removed, .refused, .replaced: .bad
        case .changed, .mayBeReplaced: .warning
        case .moved, .untouched: .dim
        }
    }

    fileprivate func lines(width: Int, source: (Diagnostic.Place) -> String) -> [[StyledText]] {
        var lines: [[StyledText]] = [
            [
                StyledText("\(mark.rawValue) ", style), StyledText(path, .bold), StyledText("  \(type)  ", .dim),
                StyledText(headline, isDangerous ? .bad : .plain),
            ]
        ]
        if let place { lines.append([StyledText("    " + source(place), .dim)]) }
        let pathWidth = min(40, details.map(\.path.displayWidth).max() ?? 0)
        for detail in details { lines += detail.lines(indent: 4, width: width, pathWidth: pathWidth) }
        for note in notes { lines.append([StyledText("    note: ", .accent), StyledText(note)]) }
        return lines
    }
}

extension PlanReport.Detail {
    fileprivate func lines(indent: Int, width: Int, pathWidth: Int) -> [[StyledText]] {
        let margin = String(repeating: " ", count: indent)
        let padding = String(repeating: " ", count: max(0, pathWidth - path.displayWidth))
        let remark = note.isEmpty ? [] : [StyledText("  " + note, isDangerous ? .bad : .warning)]
        guard lines.isEmpty else {
            return [[StyledText(margin + path)] + remark]
                + self.lines.map { [StyledText(margin + "  "), $0.planned] }
        }
        let name = StyledText(margin + path + padding + "  ", .plain)
        let values: [StyledText] =
            switch (before, after) {
            case (let old?, let new?) where old == new: [StyledText(old)]
            case (let old?, let new?): [StyledText(old, .dim), StyledText(" → "), StyledText(new)]
            case (nil, let new?): [StyledText("+ ", .good), StyledText(new)]
            case (let old?, nil): [StyledText("- ", .bad), StyledText(old, .dim)]
            case (nil, nil): []
            }
        let line = [name] + values + remark
        // What is said of one value stays beside it.
        if before == after || line.reduce(0, { $0 + $1.text.displayWidth }) <= width { return [line] }
        // What is long stands below its name.
        var long = [[StyledText(margin + path)] + remark]
        if let before { long.append([StyledText(margin + "  - ", .bad), StyledText(before, .dim)]) }
        if let after { long.append([StyledText(margin + "  + ", .good), StyledText(after)]) }
        return long
    }
}

extension LineDiff.Line {
    fileprivate var planned: StyledText {
        switch self {
        case .position, .same: StyledText(description, .dim)
        case .removed: StyledText(description, .bad)
        case .added: StyledText(description, .good)
        }
    }
}

import Terminal

extension CostReport {
    /// The lines for a terminal.
    var lines: [[StyledText]] {
        var lines: [[StyledText]]
        if isSame {
            lines = [[StyledText("Monthly cost in \(region): \(total.after) USD, as before", .bold)]]
        } else {
            lines = [[StyledText("Monthly cost in \(region), in USD", .bold)]] + table
        }
        for gap in gaps { lines.append([StyledText("  not in it: ", .warning), StyledText(gap)]) }
        for use in uses { lines.append([StyledText("  plus use: ", .dim), StyledText(use)]) }
        for note in notes { lines.append([StyledText("  note: ", .accent), StyledText(note)]) }
        if (rows + [total]).contains(where: { ($0.before + $0.after).contains("≈") })
            || uses.contains(where: { $0.contains("≈") })
        {
            lines.append([StyledText("  \(Self.legend)", .dim)])
        }
        return lines
    }

    private var table: [[StyledText]] {
        let all =
            [Row(name: "", before: "now", after: "then", difference: "difference", direction: .same)] + rows + [total]
        func width(_ column: (Row) -> String) -> Int { all.map { column($0).displayWidth }.max() ?? 0 }
        let widths = (width(\.name), width(\.before), width(\.after), width(\.difference))
        func padding(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: width - text.displayWidth)
        }
        return all.enumerated().flatMap { index, row -> [[StyledText]] in
            let style: Style = index == 0 ? .dim : index == all.count - 1 ? .bold : .plain
            let change: Style =
                switch row.direction {
                case .dearer: .warning
                case .cheaper: .good
                case .same: index == 0 ? .dim : .plain
                }
            let line = [
                StyledText("  \(row.name)\(padding(row.name, widths.0))", style),
                StyledText("  \(padding(row.before, widths.1))\(row.before)", style),
                StyledText("  \(padding(row.after, widths.2))\(row.after)", style),
                StyledText("  \(padding(row.difference, widths.3))\(row.difference)", change),
            ]
            return [line] + row.details.map { [StyledText("    \($0)", .dim)] }
        }
    }
}

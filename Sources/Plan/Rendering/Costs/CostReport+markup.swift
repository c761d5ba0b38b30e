import Diagnostics

extension CostReport {
    /// A part of a page.
    func write(to page: inout Markup) {
        page.element("h2", [], "Monthly cost in \(region), in USD")
        if isSame {
            page.element("p", [], "\(total.after), as before")
        } else {
            page.element("table", [("class", "costs")], writeTable)
        }
        let remarks = gaps.map { "Not in it: \($0)" } + uses.map { "Plus use: \($0)" } + notes.map { "Note: \($0)" }
        guard !remarks.isEmpty || !isSame else { return }
        page.element("ul") { list in
            for remark in remarks { list.element("li", [], remark) }
            if (rows + [total]).contains(where: { ($0.before + $0.after).contains("≈") }) {
                list.element("li", [("class", "type")], Self.legend)
            }
        }
    }

    private func writeTable(_ table: inout Markup) {
        table.element("thead") { head in
            head.element("tr") { row in
                for title in ["", "now", "then", "difference"] { row.element("th", [("scope", "col")], title) }
            }
        }
        for row in rows + [total] {
            table.element("tr") { line in
                line.element("td") { cell in
                    cell.write(row.name)
                    for detail in row.details { cell.element("div", [("class", "type")], detail) }
                }
                // Where there is no room for columns, each has its heading beside it.
                line.element("td", [("class", "number"), ("data-title", "now")], row.before)
                line.element("td", [("class", "number"), ("data-title", "then")], row.after)
                let style =
                    switch row.direction {
                    case .dearer: "number why"
                    case .cheaper: "number cheaper"
                    case .same: "number"
                    }
                line.element("td", [("class", style), ("data-title", "difference")], row.difference)
            }
        }
    }
}

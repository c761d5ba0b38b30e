import Diagnostics

extension PermissionReport {
    /// A part of a page in HTML.
    func write(to page: inout Markup) {
        guard !parts.isEmpty else { return }
        page.element("h2", [], "Permissions")
        for part in parts {
            page.element("p", part.isProblem ? [("class", "danger")] : [], part.headline)
            guard !part.rows.isEmpty else { continue }
            page.element("table", [("class", "access")]) { table in
                for row in part.rows {
                    table.element("tr") { cells in
                        cells.element("td", [], row.action)
                        cells.element("td", [("class", "why")], row.wanted)
                    }
                }
                if part.rest > 0 { table.element("tr") { $0.element("td", [], "and \(part.rest) more") } }
            }
        }
    }
}

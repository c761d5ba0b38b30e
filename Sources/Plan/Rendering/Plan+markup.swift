import Diagnostics

extension Plan {
    /// The plan as the body of a page: what happens, the values, who may do what.
    ///
    /// - Parameter source: how a place is written.
    package func markup(source: (Diagnostic.Place) -> String) -> String {
        let report = PlanReport(self)
        var page = Markup()
        page.element("h2", [], "What changes")
        page.element("p", [("class", "summary")]) { line in
            line.write(report.summary)
            let losses = resources.filter(\.losesData)
            guard !losses.isEmpty else { return }
            let names = losses.map { "\($0.path)" }.joined(separator: ", ")
            line.element("span", [("class", "danger")], "; data is lost, or the stack goes on without it: \(names)")
        }
        for item in report.items { item.write(to: &page, source: source) }
        writeAccess(to: &page)
        if let permissions { PermissionReport(permissions, most: .max).write(to: &page) }
        writeCosts(to: &page)
        if !report.declarations.isEmpty {
            page.element("h2", [], "Parameters, outputs and conditions")
            page.element("div", [("class", "change")]) { list in
                list.element("ul") { list in for detail in report.declarations { detail.write(to: &list) } }
            }
        }
        return page.text
    }

    private func writeCosts(to page: inout Markup) {
        guard let prices, costs != nil || !isEmpty else { return }
        if let costs {
            CostReport(costs, at: prices).write(to: &page)
        } else {
            page.element("p", [("class", "type")], "Monthly cost: \(CostReport.noRegion); \(CostReport.namingRegion)")
        }
    }

    private func writeAccess(to page: inout Markup) {
        guard !access.isEmpty else { return }
        page.element("h2", [], "Who may do what")
        page.element("table", [("class", "access")]) { table in
            for change in access {
                table.element("tr") { row in
                    row.element("td", [], change.owner)
                    // What is allowed is no gain, as what is added elsewhere is.
                    row.element(
                        "td", change.isBroader ? [("class", "why")] : [],
                        (change.isAdded ? "+ " : "- ") + change.grant)
                    row.element("td", [("class", "why")], change.isBroader ? "more is allowed" : "")
                }
            }
        }
    }
}

extension PlanReport.Item {
    fileprivate func write(to page: inout Markup, source: (Diagnostic.Place) -> String) {
        page.element("div", [("class", "change \(mark.style)"), ("data-change", path)]) { change in
            change.element("h3") { line in
                line.element("b", [("class", "badge \(mark.style)")], String(mark.rawValue))
                line.write(" \(path) ")
                line.element("span", [("class", "type")], type)
            }
            change.element("p") { line in
                line.element("span", isDangerous ? [("class", "danger")] : [], headline)
                if let place {
                    line.write(" ")
                    line.element("code", [("class", "source")], source(place))
                }
            }
            if !details.isEmpty { change.element("ul") { list in for detail in details { detail.write(to: &list) } } }
            for note in notes { change.element("p", [("class", "why")], note) }
        }
    }
}

extension PlanReport.Detail {
    fileprivate func write(to list: inout Markup) {
        list.element("li") { item in
            item.element("b", [], path)
            item.write(" ")
            writeValues(to: &item)
            if !note.isEmpty { item.element("span", [("class", isDangerous ? "danger" : "why")], " \(note)") }
            guard !lines.isEmpty else { return }
            item.element("pre") { text in
                for line in lines {
                    switch line {
                    case .added: text.element("ins", [], line.description)
                    case .removed: text.element("del", [], line.description)
                    case .position, .same: text.write(line.description + "\n")
                    }
                }
            }
        }
    }

    private func writeValues(to item: inout Markup) {
        guard lines.isEmpty else { return }
        switch (before, after) {
        case (let old?, let new?) where old == new: item.write(old)
        case (let old?, let new?):
            item.element("del", [], old)
            item.write(" → ")
            item.element("ins", [], new)
        case (nil, let new?): item.element("ins", [], "+ " + new)
        case (let old?, nil): item.element("del", [], "- " + old)
        case (nil, nil): break
        }
    }
}

import Template

extension Examination {
    /// Widgets lie on the grid and show something that is there ("Dashboard body structure and syntax" in the Amazon
    /// CloudWatch API reference).
    mutating func checkDashboard(_ body: PlacedValue, _ stack: Int) {
        for widget in body.values(at: ["widgets", "*"]) where widget.value.object != nil {
            checkPlace(of: widget)
            guard widget.value["type"]?.string == "metric" else { continue }
            let properties = widget["properties"]
            let hasContent =
                properties.isEmpty
                || properties.contains { value in
                    value.value.object == nil || value.value["metrics"] != nil
                        || value.value["annotations"]?["alarms"] != nil
                }
            if !hasContent {
                report(
                    "dashboard-widget", "the widget shows no metrics", at: widget.path,
                    fix: "add metrics to its properties, or an alarm to its annotations")
            }
            for metrics in properties.flatMap({ $0["metrics"] }) { checkMetrics(metrics, stack) }
        }
    }

    private mutating func checkPlace(of widget: PlacedValue) {
        func number(_ key: String) -> Double? { widget.value[key]?.scalarText.flatMap(Double.init) }
        let columns = 24.0
        let left = number("x") ?? 0
        // What counts without the members.
        let width = widget.value["width"] == nil ? 6 : number("width")
        if let width, left + width > columns || left < 0 || width < 1 {
            report(
                "dashboard-grid",
                "the widget goes from column \(left.words) to \((left + width).words), and the grid has 24",
                at: widget.path,
                fix: "let x and width be 24 together at most")
        }
        if let height = number("height"), height < 1 || height > 1000 {
            report(
                "dashboard-grid", "the widget is \(height.words) rows high", at: widget.path,
                fix: "let its height be 1 to 1000")
        }
    }

    /// Each metric is a list: namespace, name, and names and values of dimensions by turns; a dot repeats what stands in
    /// the one before.
    private mutating func checkMetrics(_ metrics: PlacedValue, _ stack: Int) {
        guard let rows = metrics.value.list else { return }
        var previous: [Template.Expression] = []
        for (index, row) in rows.enumerated() {
            guard var cells = row.list?.filter({ $0.object == nil }), !cells.isEmpty else { continue }
            if cells[0] == "..." {
                let given = cells.count - 1
                guard previous.count >= given else { continue }
                cells = Array(previous.dropLast(given)) + cells.dropFirst()
            }
            for position in cells.indices where cells[position] == "." && previous.indices.contains(position) {
                cells[position] = previous[position]
            }
            previous = cells
            guard cells.count >= 4, let namespace = cells[0].string else { continue }
            for position in stride(from: 2, to: cells.count - 1, by: 2) {
                guard let name = cells[position].string else { continue }
                checkDimension(
                    name, of: namespace, cells[position + 1], at: metrics.path.appending(index), stack)
            }
        }
    }
}

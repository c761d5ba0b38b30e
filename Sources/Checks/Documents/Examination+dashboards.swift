import Diagnostics
import Template

extension Examination {
    /// Widgets lie on the grid and show something that is there ("Dashboard body structure and syntax" in the Amazon
    /// CloudWatch API reference).
    mutating func checkDashboard(_ body: PlacedValue, _ stack: Int) {
        if let object = body.value.object, object["widgets"] == nil, !object.hasMacros {
            report(
                "dashboard-widget", "the dashboard has no list of widgets", at: body.path,
                fix: "write {\"widgets\": [...]}, empty where there are none")
        }
        for widget in body.values(at: ["widgets", "*"]) {
            guard let object = widget.value.object, !object.hasMacros else { continue }
            checkPlace(of: widget)
            for (member, example) in [("type", "metric"), ("properties", "{...}")] where object[member] == nil {
                report(
                    "dashboard-widget", "the widget has no \(member)", at: widget.path,
                    fix: "add \(member), such as \(example)")
            }
            checkRegion(of: widget)
            switch widget.value["type"]?.string {
            case "metric": checkMetricWidget(widget, stack)
            case "text": requireMember("markdown", of: widget, "the text, in Markdown")
            case "log": requireMember("query", of: widget, "the query of CloudWatch Logs Insights")
            case "alarm": requireMember("alarms", of: widget, "the ARNs of alarms")
            case let type?: checkWidgetType(type, of: widget)
            default: break
            }
        }
    }

    /// Metrics and logs are those of one region ("Properties of a Metric Widget Object" and "Properties of a Log Widget
    /// Object").
    private mutating func checkRegion(of widget: PlacedValue) {
        guard let type = widget.value["type"]?.string, ["log", "metric"].contains(type) else { return }
        for properties in widget["properties"] {
            guard let object = properties.value.object, object["region"] == nil, !object.hasMacros else { continue }
            report(
                "dashboard-widget", "the widget of the type \(type) does not say of which region it is",
                severity: type == "metric" ? .error : .warning, at: properties.path,
                fix: "add \"region\": \"${AWS::Region}\" in an Fn::Sub, or the name of another region")
        }
    }

    /// A type that nobody knows may be new: one that is nearly a known one is a mistake.
    private mutating func checkWidgetType(_ type: String, of widget: PlacedValue) {
        let known = ["alarm", "custom", "explorer", "log", "metric", "text"]
        guard !known.contains(type), let meant = Suggestion.correction(of: type, in: known) else { return }
        report(
            "dashboard-widget", "there are no widgets of the type \(type)", at: widget.path.appending("type"),
            fix: "did you mean \(meant)?")
    }

    private mutating func checkMetricWidget(_ widget: PlacedValue, _ stack: Int) {
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
        for property in properties {
            checkRendering(property)
            for metrics in property["metrics"] {
                checkMetrics(metrics, stack)
                checkExpressions(of: metrics)
            }
        }
    }

    private mutating func requireMember(_ key: String, of widget: PlacedValue, _ what: String) {
        for properties in widget["properties"] {
            guard let object = properties.value.object, object[key] == nil, !object.hasMacros else { continue }
            report(
                "dashboard-widget",
                "the widget of the type \(widget.value["type"]?.string ?? "") has no \(key) in its properties",
                at: widget.path, fix: "add \(key): \(what)")
        }
    }

    /// Of a widget, or of one metric.
    private mutating func checkRendering(_ properties: PlacedValue) {
        for (member, known) in Self.words {
            guard let word = properties.value[member]?.string, !known.contains(word),
                let meant = Suggestion.correction(of: word, in: known)
            else { continue }
            report(
                "dashboard-widget", "\"\(word)\" is no \(member) of a widget", at: properties.path.appending(member),
                fix: "write \(meant)")
        }
        if let period = properties.value["period"]?.scalarText.flatMap(Double.init), !Self.isPeriod(period) {
            report(
                "dashboard-widget", "a period of \(period.words) seconds is none", severity: .warning,
                at: properties.path, fix: "write 1, 5, 10, 20, 30 or a multiple of 60")
        }
        if let color = properties.value["color"]?.string, !color.contains("${"), !color.isHexColor {
            report(
                "dashboard-widget", "\"\(color)\" is no color", severity: .warning, at: properties.path,
                fix: "write six hexadecimal digits behind a #, as in #d62728")
        }
    }

    /// Members that take one of some words. One that nobody knows may be new: one that is nearly a known one is a
    /// mistake.
    private static let words = [
        (member: "view", known: ["bar", "gauge", "pie", "singleValue", "table", "timeSeries"]),
        (member: "yAxis", known: ["left", "right"]),
    ]

    private static func isPeriod(_ seconds: Double) -> Bool {
        [1, 5, 10, 20, 30].contains(seconds) || seconds >= 60 && seconds.remainder(dividingBy: 60) == 0
    }

    /// An expression is about metrics and expressions of the same widget ("Using metric math" in the Amazon CloudWatch
    /// user guide).
    private mutating func checkExpressions(of metrics: PlacedValue) {
        let rows = metrics.value.list ?? []
        guard rows.allSatisfy({ $0.list != nil }) else { return }
        let renderings = rows.enumerated().compactMap { index, row in
            row.list?.last?.object.map { (index, $0) }
        }
        let ids = renderings.compactMap { $1["id"]?.string }
        for (index, rendering) in renderings {
            guard let expression = MetricExpression(rendering["expression"]),
                let unknown = expression.names.first(where: { !ids.contains($0) })
            else { continue }
            report(
                "metric-expression", "the expression is about \(unknown), and no metric of the widget has that id",
                severity: .warning, at: metrics.path.appending(index),
                fix: Suggestion.fix(for: unknown, in: ids)
                    ?? "give a metric the id: {\"id\": \"\(unknown)\"} at its end")
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
        if let top = number("y"), top < 0 {
            report(
                "dashboard-grid", "the widget begins in row \(top.words)", at: widget.path, fix: "let y be 0 or more")
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
            if row.scalarText != nil {
                return report(
                    "dashboard-widget", "metrics is a list of lists, one for each metric, and here stands a text in it",
                    at: metrics.path, fix: "write [[namespace, name, dimension, value]], with a list around each metric"
                )
            }
            if let rendering = row.list?.last, rendering.object != nil {
                checkRendering(PlacedValue(rendering, at: metrics.path.appending(index)))
            }
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
            if cells.count > 2, cells.count.isMultiple(of: 2) == false, !cells.contains("..."),
                cells.allSatisfy({ $0.list == nil && !$0.isNoValue })
            {
                report(
                    "dashboard-widget", "the metric's last dimension has no value", severity: .warning,
                    at: metrics.path.appending(index),
                    fix: "write a value behind each name")
            }
            guard cells.count >= 4, let namespace = cells[0].string else { continue }
            for position in stride(from: 2, to: cells.count - 1, by: 2) {
                guard let name = cells[position].string else { continue }
                checkDimension(
                    name, of: namespace, cells[position + 1], at: metrics.path.appending(index), stack)
            }
        }
    }
}

extension String {
    /// As in `#d62728`, with or without opacity.
    fileprivate var isHexColor: Bool {
        hasPrefix("#") && [4, 7, 9].contains(utf8.count) && dropFirst().allSatisfy(\.isHexDigit)
    }
}

import Diagnostics
import Template

extension Examination {
    /// Namespaces and metrics of AWS are called as their services call them.
    ///
    /// - Parameter place: the object with `Namespace` and `MetricName`.
    mutating func checkMetric(in place: PlacedValue, _ stack: Int) {
        guard let namespace = wiring.onlyText(of: place.value["Namespace"], in: stack), namespace.hasPrefix("AWS/")
        else { return }
        guard let names = MetricNames.names(of: namespace) else {
            let known = MetricNames.namespaces
            guard !known.contains(namespace), let nearest = Suggestion.correction(of: namespace, in: known) else {
                return
            }
            return report(
                "unknown-metric", "no service writes into \(namespace)", severity: .warning,
                at: place.path.appending("Namespace"), fix: "did you mean \(nearest)?", mend: .value(nearest))
        }
        guard let name = wiring.onlyText(of: place.value["MetricName"], in: stack), !names.contains(name),
            let nearest = Suggestion.nearest(to: name, in: names)
        else { return }
        report(
            "unknown-metric", "\(namespace) has no metric \(name)", severity: .warning,
            at: place.path.appending("MetricName"), fix: "did you mean \(nearest)?",
            mend: Suggestion.correction(of: name, in: names).map(Mend.value))
    }

    /// The metrics of an alarm refer to one another, and the alarm looks at one of them ("PutMetricAlarm" in the Amazon
    /// CloudWatch API reference).
    mutating func checkMetrics(of alarm: Template.Resource, _ logicalID: String, _ stack: Int) {
        for list in alarm.values(at: "Metrics", of: logicalID) {
            guard let queries = list.value.list, queries.allSatisfy({ $0.object?.hasMacros == false }) else { continue }
            let ids = queries.map { $0["Id"]?.string }
            guard !ids.contains(nil) else { continue }
            let known = ids.compactMap(\.self)
            for (index, query) in queries.enumerated() {
                let place = PlacedValue(query, at: list.path.appending(index))
                checkMetric(
                    in: PlacedValue(
                        query["MetricStat"]?["Metric"] ?? .object([:]),
                        at: place.path
                            .appending("MetricStat").appending("Metric")), stack)
                checkExpression(of: place, among: known)
            }
            checkWatched(queries, at: list.path, isBand: alarm.properties["ThresholdMetricId"] != nil)
        }
    }

    private mutating func checkExpression(of query: PlacedValue, among ids: [String]) {
        // What SQL and SEARCH say is of another language.
        guard let text = query.value["Expression"]?.string, !text.uppercased().contains("SELECT "),
            !text.uppercased().contains("SEARCH("), !text.contains("'"), !text.contains("\"")
        else { return }
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        // Functions and words of the language begin with a capital; IDs do not.
        for word in words where word.first?.isLowercase == true && !ids.contains(word) && !Self.words.contains(word) {
            report(
                "alarm-metrics", "there is no metric \(word)", at: query.path.appending("Expression"),
                fix: Suggestion.fix(for: word, in: ids) ?? "name one of \(ids.joined(separator: ", "))")
        }
    }

    /// What is no metric in an expression.
    private static var words: [String] { ["e", "true", "false"] }

    private mutating func checkWatched(_ queries: [Template.Expression], at path: Template.Path, isBand: Bool) {
        // Of an anomaly, the metric and its band are looked at.
        let returns = queries.map { $0["ReturnData"] }
        guard !isBand, returns.allSatisfy({ $0 == nil || $0?.scalarText != nil }) else { return }
        let watched = returns.count { $0?.scalarText?.lowercased() != "false" }
        guard watched != 1 else { return }
        report(
            "alarm-metrics",
            watched == 0 ? "the alarm looks at none of the metrics" : "the alarm looks at \(watched) metrics",
            at: path, fix: "set ReturnData to true for one of them, and to false for all others")
    }
}

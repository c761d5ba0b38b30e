import Diagnostics
import Template

extension Examination {
    /// "PutMetricAlarm" in the Amazon CloudWatch API reference.
    mutating func checkAlarm(_ alarm: Template.Resource, _ logicalID: String, _ stack: Int) {
        let properties = Template.Path(.resources, logicalID).appending("Properties")
        if let period = alarm.number("Period") {
            let isPeriod = [10, 20, 30].contains(period) || period >= 60 && period.remainder(dividingBy: 60) == 0
            if !isPeriod {
                report(
                    "out-of-range", "a period of \(period.words) seconds is none", at: properties.appending("Period"),
                    fix: "write 10, 20, 30 or a multiple of 60")
            }
            // Long periods may be looked back at for a week.
            let longest: Double = period < 3600 ? 86_400 : 604_800
            if let count = alarm.number("EvaluationPeriods"), count * period > longest {
                report(
                    "alarm-period",
                    "\(count.words) periods of \(period.words) seconds are \((count * period).words) seconds, and at most \(longest.words) count",
                    at: properties.appending("EvaluationPeriods"), fix: "evaluate fewer periods, or shorter ones")
            }
        }
        if let count = alarm.number("EvaluationPeriods"), let needed = alarm.number("DatapointsToAlarm"), needed > count
        {
            report(
                "alarm-datapoints", "of \(count.words) periods, \(needed.words) data points cannot come",
                at: properties.appending("DatapointsToAlarm"), fix: "let it be \(count.words) at most")
        }
        checkMetric(in: PlacedValue(alarm.object["Properties"] ?? .object([:]), at: properties), stack)
        checkDimensions(alarm.values(at: "Dimensions.*", of: logicalID), alarm.properties["Namespace"], stack)
        for metric in alarm.values(at: "Metrics.*.MetricStat.Metric", of: logicalID) {
            checkMetric(in: metric, stack)
            checkDimensions(metric.values(at: ["Dimensions", "*"]), metric.value["Namespace"], stack)
        }
        checkMetrics(of: alarm, logicalID)
    }

    private mutating func checkDimensions(
        _ dimensions: [PlacedValue], _ namespace: Template.Expression?, _ stack: Int
    ) {
        guard let namespace = wiring.onlyText(of: namespace, in: stack) else { return }
        for dimension in dimensions {
            guard let name = dimension.value["Name"]?.string, let value = dimension.value["Value"] else { continue }
            checkDimensionName(name, of: namespace, at: dimension.path.appending("Name"))
            checkDimension(name, of: namespace, value, at: dimension.path.appending("Value"), stack)
        }
    }

    /// Of several metrics, one is looked at, and expressions are about those that are there ("MetricDataQuery" in the
    /// Amazon CloudWatch API reference).
    private mutating func checkMetrics(of alarm: Template.Resource, _ logicalID: String) {
        guard let list = alarm.properties["Metrics"]?.list, list.allSatisfy({ $0.object != nil }) else { return }
        let queries = list.compactMap(\.object)
        let path = Template.Path(.resources, logicalID).appending("Properties").appending("Metrics")
        let ids = queries.map { $0["Id"]?.string }
        if !ids.contains(nil) {
            let ids = ids.compactMap(\.self)
            for (index, query) in queries.enumerated() {
                for branch in PlacedValue(.object(query), at: path.appending(index))["Expression"] {
                    guard let expression = MetricExpression(branch.value),
                        let unknown = expression.names.first(where: { !ids.contains($0) })
                    else { continue }
                    report(
                        "metric-expression",
                        "the expression is about \(unknown), and no metric of the alarm has that Id", at: branch.path,
                        fix: Suggestion.fix(for: unknown, in: ids) ?? "choose among \(ids.joined(separator: ", "))")
                }
            }
        }
        // Of a band and what is compared with it, both may.
        guard alarm.properties["ThresholdMetricId"] == nil else { return }
        // What is not said returns data.
        let returns = queries.map { query in query["ReturnData"].map { $0.scalarText?.lowercased() } ?? "true" }
        guard returns.allSatisfy({ $0 == "true" || $0 == "false" }) else { return }
        let count = returns.count { $0 == "true" }
        guard count != 1 else { return }
        let hint = queries.contains { $0["ReturnData"] == nil } ? ": without ReturnData, a metric returns them" : ""
        report(
            "alarm-metrics", "\(count) metrics of the alarm return data, and it looks at exactly one\(hint)", at: path,
            fix: "write \"ReturnData\": false in all but the one that the alarm looks at")
    }

    /// "Create a composite alarm" in the Amazon CloudWatch user guide.
    mutating func checkCompositeAlarm(_ alarm: Template.Resource, _ logicalID: String) {
        for rule in alarm.values(at: "AlarmRule", of: logicalID) {
            guard let problem = OpenText(rule.value).flatMap({ AlarmRule($0).problem }) else { continue }
            reportOnce("alarm-rule", problem.message, at: rule.path, fix: problem.fix)
        }
    }
}

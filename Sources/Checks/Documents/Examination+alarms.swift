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
        checkMetrics(of: alarm, logicalID, stack)
        guard let namespace = wiring.onlyText(of: alarm.properties["Namespace"], in: stack) else { return }
        for dimension in alarm.values(at: "Dimensions.*", of: logicalID) {
            guard let name = dimension.value["Name"]?.string, let value = dimension.value["Value"] else { continue }
            checkDimension(name, of: namespace, value, at: dimension.path.appending("Value"), stack)
        }
    }
}

import Prices

extension CostModel {
    /// Amazon CloudWatch pricing: an alarm is billed by the metrics that it looks at, and one on anomalies by three.
    func alarm(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("alarm") { bill throws(Undecided) in
            var metrics: ClosedRange<Amount> = 1...1
            var isQuick = try properties.number("Period", else: 60).lowerBound < 60
            if properties.has("Metrics") {
                metrics = .zero
                for (element, presence) in try properties.elements("Metrics") where element.has("MetricStat") {
                    metrics = metrics + presence
                    if try element.number("MetricStat/Period").lowerBound < 60 { isQuick = true }
                }
                // A query of Metrics Insights, whose metrics are those that it finds.
                guard metrics.upperBound > 0 else { throw Undecided(reason: "which metrics it finds is not known") }
            }
            if properties.has("ThresholdMetricId") { metrics = metrics.scaled { $0 * 3 } }
            bill.add(
                metrics.upperBound == 1 ? "alarm" : "alarm on \(metrics.plainText) metrics",
                isQuick ? .highResolutionAlarm : .alarm, metrics)
        }
    }
}

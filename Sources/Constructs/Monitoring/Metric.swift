import AWSCloudWatch

/// A series of numbers that CloudWatch keeps.
public struct Metric: Sendable {
    /// How the values of a period become one number.
    public enum Statistic: String, Sendable {
        case average = "Average"
        case sum = "Sum"
        case minimum = "Minimum"
        case maximum = "Maximum"
        case p50, p90, p95, p99
    }

    let namespace: String
    let name: String
    let dimensions: [(name: String, value: Value<String>)]
    let statistic: Statistic
    /// In seconds.
    let period: Int
    let label: String?

    /// - Parameters:
    ///   - namespace: as in `AWS/EC2`.
    ///   - dimensions: whose numbers, in the order in which AWS documents them.
    ///   - period: what each number sums up, in seconds.
    ///   - label: what a graph calls it; the metric's name when not given.
    public init(
        _ namespace: String, _ name: String, dimensions: KeyValuePairs<String, Value<String>>,
        statistic: Statistic = .average, period: Int = 60, label: String? = nil
    ) {
        self.namespace = namespace
        self.name = name
        self.dimensions = dimensions.map { ($0.key, $0.value) }
        self.statistic = statistic
        self.period = period
        self.label = label
    }
}

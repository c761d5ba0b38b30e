import AWSCloudWatch
import AWSSNS

/// A topic that tells somebody, and alarms that tell the topic.
public struct Alarms {
    /// How a metric's value is held against the threshold.
    public enum Comparison: String, Sendable {
        case above = "GreaterThanThreshold"
        case atLeast = "GreaterThanOrEqualToThreshold"
        case below = "LessThanThreshold"
    }

    /// What it means that there are no numbers.
    public enum MissingData: String, Sendable {
        case fine = "notBreaching"
        case alarming = "breaching"
        case unknown = "missing"
    }

    /// What every alarm tells; more can subscribe to it.
    public let topic: Resource<SNS.Topic>
    private let scope: Scope
    private let name: Value<String>

    /// - Parameters:
    ///   - name: what the alarms' names begin with.
    ///   - email: whom the topic writes to, where the condition holds; AWS asks the address to confirm.
    public init(in scope: Scope, name: Value<String>, email: Value<String>, when hasEmail: Condition) {
        self.scope = scope
        self.name = name
        // Messages hold names and numbers, no secrets; a key of one's own would keep CloudWatch from publishing here
        // without a key policy that lets it.
        topic = scope.add("Topic", SNS.Topic(tags: ["Name": "\(name)-alarms"]))
        scope.add(
            "Email", SNS.Subscription(protocol: "email", topicArn: topic.topicArn, endpoint: email),
            condition: hasEmail)
    }

    /// Adds an alarm that tells the topic when it begins and when it is over.
    ///
    /// - Parameters:
    ///   - id: its logical ID within this scope, and the end of its name.
    ///   - description: what it means and what to look at, for whoever it wakes.
    ///   - periods: how many of the metric's periods in a row must be bad.
    public func alarm(
        _ id: String, _ description: String, _ metric: Metric, _ comparison: Comparison, _ threshold: Double,
        periods: Int = 3, missingData: MissingData = .unknown
    ) {
        let isPercentile = metric.statistic.rawValue.hasPrefix("p")
        scope.add(
            id,
            CloudWatch.Alarm(
                alarmActions: [topic.topicArn.text], alarmDescription: Value(description),
                alarmName: "\(name)-\(id)", comparisonOperator: Value(comparison.rawValue),
                dimensions: List(metric.dimensions.map { .init(name: Value($0.name), value: $0.value) }),
                evaluationPeriods: Value(periods),
                extendedStatistic: isPercentile ? Value(metric.statistic.rawValue) : nil,
                metricName: Value(metric.name), namespace: Value(metric.namespace), okActions: [topic.topicArn.text],
                period: Value(metric.period), statistic: isPercentile ? nil : Value(metric.statistic.rawValue),
                threshold: Value(threshold), treatMissingData: Value(missingData.rawValue)))
    }
}

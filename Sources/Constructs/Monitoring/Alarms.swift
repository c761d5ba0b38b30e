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

    /// What an alarm is silent about: another metric says that it is meant to be so.
    public struct Silence {
        let metric: Metric
        let comparison: Comparison
        let threshold: Double
        let periods: Int

        /// - Parameters:
        ///   - periods: for how many of the metric's periods the silence lasts after the last one in which this was so.
        public init(while metric: Metric, _ comparison: Comparison, _ threshold: Double, andFor periods: Int) {
            self.metric = metric
            self.comparison = comparison
            self.threshold = threshold
            self.periods = periods
        }
    }

    /// What every alarm tells; more can subscribe to it.
    public let topicArn: Value<ARN<SNS.Topic>>
    /// The topic itself; nil where it was there before.
    public let topic: Resource<SNS.Topic>?
    private let scope: Scope
    private let name: Value<String>

    /// - Parameters:
    ///   - name: what the alarms' names begin with.
    ///   - email: whom the topic writes to; AWS asks the address to confirm.
    ///   - hasEmail: where it is written to; always when not given.
    public init(in scope: Scope, name: Value<String>, email: Value<String>, when hasEmail: Condition? = nil) {
        self.scope = scope
        self.name = name
        // Messages hold names and numbers, no secrets; a key of one's own would keep CloudWatch from publishing here
        // without a key policy that lets it.
        let topic = scope.add("Topic", SNS.Topic(tags: ["Name": "\(name)-alarms"]))
        self.topic = topic
        topicArn = topic.topicArn
        scope.add(
            "Email", SNS.Subscription(protocol: "email", topicArn: topic.topicArn, endpoint: .text(email)),
            condition: hasEmail)
    }

    /// Alarms that tell a topic that was there before; its policy has to let CloudWatch publish to it.
    public init(in scope: Scope, name: Value<String>, existingTopic topicArn: Value<ARN<SNS.Topic>>) {
        self.scope = scope
        self.name = name
        self.topicArn = topicArn
        topic = nil
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
        add(
            id, description, metric, comparison, threshold, periods: periods, missingData: missingData, actions: actions
        )
    }

    /// Adds an alarm that is silent while another metric says that what it finds is meant to be so, and some time
    /// after: things that are started again need a while to be well.
    ///
    /// Made of two alarms that tell nobody and a composite alarm that does ("Combining alarms" in the CloudWatch user
    /// guide), because a metric without numbers cannot be reckoned with.
    public func alarm(
        _ id: String, _ description: String, _ metric: Metric, _ comparison: Comparison, _ threshold: Double,
        periods: Int = 3, missingData: MissingData = .unknown, silent silence: Silence
    ) {
        let found = add(
            id + "Found", "What the alarm \(id) is made of: \(description)", metric, comparison, threshold,
            periods: periods,
            missingData: missingData, actions: nil)
        let silenced = add(
            id + "Silence", "While this is so, and for some time after, the alarm \(id) is silent.", silence.metric,
            silence.comparison, silence.threshold, periods: silence.periods, atLeast: 1, missingData: .fine,
            actions: nil)
        scope.add(
            id,
            CloudWatch.CompositeAlarm(
                alarmRule: "ALARM(\"\(found.alarmName)\") AND NOT ALARM(\"\(silenced.alarmName)\")",
                alarmActions: actions, alarmDescription: Value(description), alarmName: "\(name)-\(id)",
                okActions: actions))
    }

    private var actions: List<Value<CloudWatch.AlarmAction>> { [.topic(topicArn)] }

    /// - Parameter bad: how many of the periods must be bad; all of them when not given.
    @discardableResult
    private func add(
        _ id: String, _ description: String, _ metric: Metric, _ comparison: Comparison, _ threshold: Double,
        periods: Int,
        atLeast bad: Int? = nil, missingData: MissingData, actions: List<Value<CloudWatch.AlarmAction>>?
    ) -> Resource<CloudWatch.Alarm> {
        let isPercentile = metric.statistic.rawValue.hasPrefix("p")
        return scope.add(
            id,
            CloudWatch.Alarm(
                alarmActions: actions, alarmDescription: Value(description),
                alarmName: "\(name)-\(id)", comparisonOperator: Value(comparison.rawValue),
                datapointsToAlarm: bad.map { Value($0) },
                dimensions: List(metric.dimensions.map { .init(name: Value($0.name), value: $0.value) }),
                evaluationPeriods: Value(periods),
                extendedStatistic: isPercentile ? Value(metric.statistic.rawValue) : nil,
                metricName: Value(metric.name), namespace: Value(metric.namespace), okActions: actions,
                period: Value(metric.period), statistic: isPercentile ? nil : Value(metric.statistic.rawValue),
                threshold: Value(threshold), treatMissingData: Value(missingData.rawValue)))
    }
}

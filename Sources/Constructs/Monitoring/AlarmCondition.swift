/// What is wrong with something when a metric says so: an alarm that nobody has asked for yet.
public struct AlarmCondition: Sendable {
    let id: String
    let description: String
    let metric: Metric
    let comparison: Alarms.Comparison
    let threshold: Double
    let periods: Int
    let missingData: Alarms.MissingData

    /// - Parameters:
    ///   - id: what is wrong, in letters and digits; the end of the alarm's logical ID and name.
    ///   - description: what it means and what to look at, for whoever it wakes.
    ///   - periods: how many of the metric's periods in a row must be bad.
    public init(
        _ id: String, _ description: String, _ metric: Metric, _ comparison: Alarms.Comparison, _ threshold: Double,
        periods: Int = 3, missingData: Alarms.MissingData = .fine
    ) {
        self.id = id
        self.description = description
        self.metric = metric
        self.comparison = comparison
        self.threshold = threshold
        self.periods = periods
        self.missingData = missingData
    }
}

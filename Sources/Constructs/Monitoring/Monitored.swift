/// Something that can be watched: it knows when somebody should be woken for it, and what to show of it.
///
///     alarms.watch(service, database)
///     let dashboard = Dashboard(in: stack, name: "shop", of: [service, database])
///
/// A construct of one's own takes part by saying both.
public protocol Monitored {
    /// What it is called: its alarms' names begin so, and its graphs' titles.
    var monitoringID: String { get }
    /// When somebody should be woken.
    var alarmConditions: [AlarmCondition] { get }
    /// What to show of it, from left to right.
    var dashboardRow: [Dashboard.Graph] { get }
}

extension Alarms {
    /// Adds an alarm for each condition of these things. What a condition means is in its description, which an alarm's
    /// message quotes.
    ///
    /// An alarm costs 0.10 USD a month (Amazon CloudWatch Pricing, us-east-1). A function's conditions depend on what it
    /// handles, so watch it after that is said.
    public func watch(_ things: any Monitored...) {
        for thing in things {
            for condition in thing.alarmConditions {
                alarm(
                    thing.monitoringID + condition.id, "\(thing.monitoringID): \(condition.description)",
                    condition.metric, condition.comparison, condition.threshold, periods: condition.periods,
                    missingData: condition.missingData)
            }
        }
    }
}

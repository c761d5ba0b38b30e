/// When a schedule is due ("Schedule types in EventBridge Scheduler" in its user guide).
public struct ScheduleTime: Sendable {
    /// What intervals are counted in.
    public enum Unit: String, Sendable {
        case minutes = "minute"
        case hours = "hour"
        case days = "day"
    }

    let expression: Value<String>
    /// Whether it is of the clock on the wall, which depends on the time zone.
    let isOnTheClock: Bool

    /// Again and again, counted from when the schedule was made.
    ///
    /// - Parameter count: 1 or more.
    public static func every(_ count: Int, _ unit: Unit) -> ScheduleTime {
        ScheduleTime(expression: "rate(\(count) \(unit.rawValue)\(count == 1 ? "" : "s"))", isOnTheClock: false)
    }

    /// Every day at a time of the clock.
    ///
    /// - Parameters:
    ///   - hour: 0 to 23.
    ///   - minute: 0 to 59.
    public static func daily(at hour: Int, _ minute: Int = 0) -> ScheduleTime {
        cron("\(minute) \(hour) * * ? *")
    }

    /// From Monday to Friday at a time of the clock.
    ///
    /// - Parameters:
    ///   - hour: 0 to 23.
    ///   - minute: 0 to 59.
    public static func onWorkingDays(at hour: Int, _ minute: Int = 0) -> ScheduleTime {
        cron("\(minute) \(hour) ? * MON-FRI *")
    }

    /// At what six fields say: minute, hour, day of the month, month, day of the week, year. One of the two days is `?`.
    ///
    /// - Parameter fields: as in `0 9 1 * ? *`, the first of each month at nine.
    public static func cron(_ fields: Value<String>) -> ScheduleTime {
        ScheduleTime(expression: "cron(\(fields))", isOnTheClock: true)
    }

    /// Once.
    ///
    /// - Parameter time: as in `2026-12-24T18:00:00`, of the schedule's time zone.
    public static func once(at time: Value<String>) -> ScheduleTime {
        ScheduleTime(expression: "at(\(time))", isOnTheClock: true)
    }
}

import Foundation

/// Times and ages as people read them. All in UTC.
enum SnapshotTime {
    /// `2026-11-25 09:05`.
    static func minute(_ date: Date) -> String { text(date, between: " ", and: ":") }

    /// `2026-11-25-09-05`, for names.
    static func minuteInName(_ date: Date) -> String { text(date, between: "-", and: "-") }

    private static func text(_ date: Date, between dateAndTime: String, and hourAndMinute: String) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        func two(_ number: Int?) -> String { String(format: "%02d", number ?? 0) }
        return [String(format: "%04d", parts.year ?? 0), two(parts.month), two(parts.day)].joined(separator: "-")
            + dateAndTime + two(parts.hour) + hourAndMinute + two(parts.minute)
    }

    /// A day, in seconds: UTC has no daylight saving time.
    static let day: TimeInterval = 86_400

    /// `5 minutes`, `7 hours`, `30 days`: whole units that have passed.
    static func age(_ seconds: TimeInterval) -> String {
        let (count, unit) =
            switch max(0, seconds) {
            case ..<3_600: (whole(seconds / 60), "minute")
            case ..<day: (whole(seconds / 3_600), "hour")
            default: (whole(seconds / day), "day")
            }
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }

    private static func whole(_ units: Double) -> Int { Int(clamping: max(0, units).rounded(.down)) }
}

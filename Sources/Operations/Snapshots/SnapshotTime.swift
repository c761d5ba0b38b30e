import Foundation

/// Times as RDS and the AWS CLI write them, and ages as people read them. All in UTC.
enum SnapshotTime {
    /// The time that an answer means: `2026-11-25T09:05:07.123000+00:00` from version 2 of the CLI, `...07.123Z` from version 1.
    static func date(_ text: String) -> Date? {
        guard let match = text.wholeMatch(of: #/(?<whole>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?<zone>Z|[+-]\d\d:?\d\d)?/#) else {
            return nil
        }
        let zone = match.zone.map { String($0) } ?? "Z"
        // Below a second no decision is made, and the parser takes no fraction of unknown length.
        return try? Date("\(match.whole)\(zone)", strategy: .iso8601)
    }

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
            case ..<3_600: (Int(max(0, seconds) / 60), "minute")
            case ..<day: (Int(seconds / 3_600), "hour")
            default: (Int(seconds / day), "day")
            }
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
}

import AppDeclaration
import Foundation
import Prices

extension WorkingHours {
    /// Whether nobody works at a time: at weekends, after work, and until an hour before it, in which things start.
    func isOff(_ date: Date) -> Bool {
        let parts = calendar.dateComponents([.hour, .weekday], from: date)
        let hour = parts.hour ?? 12
        // Sunday is 1.
        let isWeekend = [1, 7].contains(parts.weekday ?? 2)
        return isWeekend || hour < start - 1 || hour >= end
    }

    /// The last midnight before a time, when everything should have been off.
    func lastMidnight(before date: Date) -> Date { calendar.startOfDay(for: date) }

    /// A day and a time of day there, for people.
    func text(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        func two(_ number: Int?) -> String { number.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? "??" }
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
    }

    /// How much of a week nobody works.
    var shareOff: Amount { Amount(168 - 5 * (end - start)) / 168 }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
        return calendar
    }
}

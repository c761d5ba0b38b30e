/// A time of the day or week in which a service works on something, as minutes of the week: `sun:03:00-sun:04:00`, or
/// every day `03:00-04:00`.
struct MaintenanceWindow {
    private static let day = 24 * 60
    private static let week = 7 * day

    /// Where it begins each time.
    private let starts: [Int]
    /// In minutes.
    let length: Int

    /// Nil for what is no such window.
    init?(_ text: String) {
        let ends = text.lowercased().split(separator: "-").map { $0.split(separator: ":") }
        guard ends.count == 2, let start = Self.minutes(ends[0]), let end = Self.minutes(ends[1]),
            ends[0].count == ends[1].count
        else { return nil }
        let isDaily = ends[0].count == 2
        let cycle = isDaily ? Self.day : Self.week
        length = (end - start + cycle) % cycle
        starts = isDaily ? (0..<7).map { start + $0 * Self.day } : [start]
    }

    private static func minutes(_ parts: [Substring]) -> Int? {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let numbers = parts.suffix(2).compactMap { Int($0) }
        guard numbers.count == 2, (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]) else { return nil }
        let minutes = numbers[0] * 60 + numbers[1]
        switch parts.count {
        case 2: return minutes
        case 3: return days.firstIndex(of: String(parts[0])).map { $0 * day + minutes }
        default: return nil
        }
    }

    func overlaps(_ other: MaintenanceWindow) -> Bool {
        starts.contains { start in
            other.starts.contains { second in
                let later = (second - start + Self.week) % Self.week
                return later < length || Self.week - later < other.length
            }
        }
    }
}

/// When something happens: `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` or `at(2026-12-01T08:00:00)` ("Schedule types in
/// EventBridge Scheduler" in its user guide, "Cron expressions" in that of EventBridge).
enum ScheduleExpression {
    /// What is wrong with it, and how it is written; nil where it is right.
    ///
    /// - Parameter hasTimes: whether it may be a time of its own.
    static func problem(with text: String, hasTimes: Bool) -> (message: String, fix: String)? {
        guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else {
            return ("\"\(text)\" is no schedule", "write rate(5 minutes) or cron(0 8 * * ? *)")
        }
        let inside = text[text.index(after: open)...].dropLast()
        switch text[..<open] {
        case "rate": return problem(withRate: inside)
        case "cron": return problem(withCron: inside)
        case "at" where hasTimes: return problem(withTime: inside)
        default:
            return ("\"\(text[..<open])\" is no kind of schedule", "write rate(5 minutes) or cron(0 8 * * ? *)")
        }
    }

    private static func problem(withRate text: Substring) -> (message: String, fix: String)? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let count = Int(parts[0]), count > 0,
            ["minute", "hour", "day"].contains(parts[1].hasSuffix("s") ? parts[1].dropLast() : parts[1])
        else { return ("\"\(text)\" is no rate", "write a positive number and minutes, hours or days") }
        let unit = parts[1].hasSuffix("s") ? parts[1].dropLast() : parts[1]
        let right = count == 1 ? String(unit) : "\(unit)s"
        return parts[1] == right ? nil : ("\"\(text)\" is no rate", "write rate(\(count) \(right))")
    }

    private static func problem(withCron text: Substring) -> (message: String, fix: String)? {
        let fields = text.split(separator: " ")
        guard fields.count == CronField.all.count else {
            return (
                "a cron expression has six fields, and this one has \(fields.count)",
                "write minutes, hours, day of the month, month, day of the week and year, as in cron(0 8 * * ? *)"
            )
        }
        for (field, text) in zip(CronField.all, fields) where !field.accepts(text) {
            return ("\"\(text)\" is no \(field.name) of a cron expression", "write \(field.expectation)")
        }
        if (fields[2] == "?") == (fields[4] == "?") {
            return (
                "day of the month and day of the week are both \(fields[2] == "?" ? "left open" : "given")",
                "write ? for one of them, as in cron(0 8 * * ? *)"
            )
        }
        return nil
    }

    private static func problem(withTime text: Substring) -> (message: String, fix: String)? {
        let form = "dddd-dd-ddTdd:dd:dd"
        let isRight =
            text.count == form.count
            && zip(text, form).allSatisfy { $1 == "d" ? $0.isASCII && $0.isNumber : $0 == $1 }
        return isRight ? nil : ("\"\(text)\" is no time", "write it as in at(2026-12-01T08:00:00), without a time zone")
    }
}

/// A field of a cron expression.
private struct CronField {
    let name: String
    let range: ClosedRange<Int>
    var words: [String] = []
    /// Whether it may be left open, be the last one, and such.
    var isDay = false

    static let all = [
        CronField(name: "minute", range: 0...59), CronField(name: "hour", range: 0...23),
        CronField(name: "day of the month", range: 1...31, isDay: true),
        CronField(
            name: "month", range: 1...12,
            words: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        CronField(
            name: "day of the week", range: 1...7, words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
            isDay: true),
        CronField(name: "year", range: 1970...2199),
    ]

    var expectation: String {
        "\(range.lowerBound) to \(range.upperBound), *, lists with commas, ranges with hyphens or steps with /"
    }

    func accepts(_ text: Substring) -> Bool {
        if text == "*" || isDay && text == "?" { return true }
        return text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(acceptsPart)
    }

    private func acceptsPart(_ part: Substring) -> Bool {
        let sides = part.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count <= 2 else { return false }
        if sides.count == 2 {
            guard let step = Int(sides[1]), step > 0, step <= range.upperBound else { return false }
            if sides[0] == "*" { return true }
        }
        if isDay, isSpecial(sides[0]) { return true }
        let ends = sides[0].split(separator: "-", omittingEmptySubsequences: false)
        return ends.count <= 2 && ends.allSatisfy { number($0) != nil }
    }

    /// The last day, the weekday nearest to one, the second Tuesday.
    private func isSpecial(_ text: Substring) -> Bool {
        if text == "L" || text == "LW" || text.hasPrefix("L-") { return true }
        if text.hasSuffix("W") || text.hasSuffix("L") { return number(text.dropLast()) != nil }
        let parts = text.split(separator: "#")
        return parts.count == 2 && number(parts[0]) != nil && Int(parts[1]).map { (1...5).contains($0) } == true
    }

    private func number(_ text: Substring) -> Int? {
        if let index = words.firstIndex(of: text.uppercased()) { return range.lowerBound + index }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}

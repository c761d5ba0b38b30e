import Foundation

/// How figures are written, alike in tables, live lines and reports.
enum LoadText {
    /// A latency in nanoseconds with three figures or so: `840 µs`, `12.3 ms`, `1.25 s`.
    static func latency(_ nanoseconds: Double?) -> String {
        guard let nanoseconds else { return "-" }
        let (value, unit) =
            switch nanoseconds {
            case ..<999_500: (nanoseconds / 1e3, "µs")
            case ..<999_500_000: (nanoseconds / 1e6, "ms")
            default: (nanoseconds / 1e9, "s")
            }
        return number(value, places: unit == "µs" || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2) + " " + unit
    }

    static func latency(_ nanoseconds: Int64?) -> String { latency(nanoseconds.map(Double.init)) }

    /// A number with commas between its thousands.
    static func number(_ value: Double, places: Int = 0) -> String {
        let text = String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
        let parts = text.split(separator: ".", maxSplits: 1)
        var digits = Array(parts[0])
        var position = digits.count - 3
        while position > 0, digits[position - 1] != "-" {
            digits.insert(",", at: position)
            position -= 3
        }
        return String(digits) + (parts.count > 1 ? "." + parts[1] : "")
    }

    static func number(_ value: Int) -> String { number(Double(value)) }

    /// A length of time: `45 s`, `2 min 05 s`, `1 h 00 min`.
    static func time(_ nanoseconds: Nanoseconds) -> String {
        let seconds = Int(clamping: nanoseconds.inSeconds)
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if seconds < 60 {
            let isWhole = abs(nanoseconds.inSeconds - Double(seconds)) < 0.05
            return number(nanoseconds.inSeconds, places: isWhole ? 0 : 1) + " s"
        }
        if seconds < 3_600 { return "\(seconds / 60) min \(padded(seconds % 60)) s" }
        return "\(seconds / 3_600) h \(padded(seconds / 60 % 60)) min"
    }

    /// The errors by kind, the most frequent first: `timeout 3, http 503 9`.
    static func errors(_ errors: [LoadErrorKind: Int]) -> String {
        sorted(errors).map { "\($0.kind.name) \(number($0.count))" }.joined(separator: ", ")
    }

    static func sorted(_ errors: [LoadErrorKind: Int]) -> [(kind: LoadErrorKind, count: Int)] {
        errors.map { (kind: $0.key, count: $0.value) }.sorted { ($1.count, $0.kind) < ($0.count, $1.kind) }
    }
}

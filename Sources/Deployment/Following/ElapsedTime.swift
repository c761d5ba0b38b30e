import Foundation

/// Seconds as people read them.
enum ElapsedTime {
    /// As in `0.4 s`, `58 s`, `3 min 58 s` or `1 h 2 min`.
    static func words(_ seconds: Double) -> String {
        if seconds < 9.95 { return String(format: "%.1f s", max(0, seconds)) }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3_600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3_600) h \(whole % 3_600 / 60) min"
    }

    /// As on a clock: `3:58`, `1:02:03`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(max(0, seconds).rounded(.down))
        let rest = String(format: "%d:%02d", whole % 3_600 / 60, whole % 60)
        return whole < 3_600 ? rest : String(format: "%d:%02d:%02d", whole / 3_600, whole % 3_600 / 60, whole % 60)
    }
}

import Foundation

/// Days as files have them: `YYYY-MM-DD`.
package enum CalendarDay {
    /// Whether a text is a day that there is, which 2026-02-31 is not.
    package static func isDay(_ text: String) -> Bool {
        guard text.wholeMatch(of: #/\d{4}-\d{2}-\d{2}/#) != nil, let date = ServiceTime("\(text)T00:00:00Z")?.date
        else { return false }
        // It would be read as a day in March.
        return date.formatted(.iso8601).hasPrefix(text)
    }
}

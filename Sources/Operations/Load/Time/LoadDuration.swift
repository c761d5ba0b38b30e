import Foundation

/// A length of time as it is typed: `30s`, `1.5m`, `500ms`; a bare number counts seconds.
struct LoadDuration: Sendable, Equatable {
    let nanoseconds: Nanoseconds

    private static let units: [String: Double] = ["us": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3600e9]

    /// nil for what is no length of time.
    init?(_ text: String, requiresUnit: Bool = false) {
        guard let match = text.wholeMatch(of: #/(\d+(?:\.\d+)?)(us|ms|s|m|h)?/#), let number = Double(match.1) else {
            return nil
        }
        let unit = match.2.map(String.init)
        guard unit != nil || !requiresUnit, let factor = Self.units[unit ?? "s"] else { return nil }
        let exact = number * factor
        // A year, so that nothing overflows.
        guard exact <= 3.2e16 else { return nil }
        nanoseconds = Nanoseconds(exact)
    }
}

import Foundation

/// A time in an answer of the AWS CLI.
///
/// Version 2 writes ISO 8601: `2026-11-25T09:05:07.123000+00:00`, and no fraction for a whole second. Version 1, and
/// version 2 with `cli_timestamp_format=wire`, write what the service sent: `...07.123Z`, or from some services a
/// number of seconds since 1970.
package struct ServiceTime: Decodable, Sendable, Hashable, Comparable {
    /// The time in whole seconds, which is all that ages and people need.
    package let date: Date
    /// What comes after them, for the order of events.
    private let fraction: Double

    /// The years 1 to 9999, as texts have them: whoever computes with a time need not think of others.
    private static let seconds = -62_135_596_800.0..<253_402_300_800.0

    /// Reads a text; nil for what is no time.
    package init?(_ text: String) {
        guard
            let match = text.wholeMatch(
                of: #/(?<whole>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d+))?(?<zone>Z|[+-]\d\d:?\d\d)?/#),
            // The parser takes no fraction of unknown length.
            let whole = try? Date("\(match.whole)\(match.zone.map(String.init) ?? "Z")", strategy: .iso8601)
        else { return nil }
        date = whole
        fraction = match.fraction.flatMap { Double("0.\($0)") } ?? 0
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            guard let time = ServiceTime(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no time")
            }
            self = time
            return
        }
        let seconds = try container.decode(Double.self)
        guard Self.seconds.contains(seconds) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(seconds) is no time")
        }
        date = Date(timeIntervalSince1970: seconds.rounded(.down))
        fraction = seconds - seconds.rounded(.down)
    }

    /// Seconds from another time to this one, with their fraction; negative where this one is earlier.
    package func seconds(since other: ServiceTime) -> Double {
        date.timeIntervalSince(other.date) + fraction - other.fraction
    }

    package static func < (left: ServiceTime, right: ServiceTime) -> Bool {
        (left.date, left.fraction) < (right.date, right.fraction)
    }
}

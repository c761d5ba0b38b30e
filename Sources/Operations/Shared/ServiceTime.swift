import Foundation

/// A time in an answer of the AWS CLI.
///
/// Version 2 writes ISO 8601: `2026-11-25T09:05:07.123000+00:00`. Version 1 writes what the service sent: `...07.123Z`, or from
/// some services a number of seconds since 1970.
struct ServiceTime: Decodable, Sendable, Comparable {
    let date: Date

    /// The years 1 to 9999, as texts have them: whoever computes with a time need not think of others.
    private static let seconds = -62_135_596_800.0..<253_402_300_800.0

    /// Reads a text; nil for what is no time.
    init?(_ text: String) {
        guard let match = text.wholeMatch(of: #/(?<whole>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?<zone>Z|[+-]\d\d:?\d\d)?/#) else { return nil }
        // Below a second no decision is made, and the parser takes no fraction of unknown length.
        guard let date = try? Date("\(match.whole)\(match.zone.map(String.init) ?? "Z")", strategy: .iso8601) else { return nil }
        self.date = date
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let seconds = try? container.decode(Double.self) {
            guard Self.seconds.contains(seconds) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(seconds) is no time")
            }
            date = Date(timeIntervalSince1970: seconds)
            return
        }
        let text = try container.decode(String.self)
        guard let time = ServiceTime(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no time")
        }
        self = time
    }

    static func < (left: ServiceTime, right: ServiceTime) -> Bool { left.date < right.date }
}

import Foundation

/// Times as AWS writes them: ISO 8601, with fractions of a second or without.
enum Timestamp {
    /// Reads a time; nil for what is none.
    static func date(_ text: String?) -> Date? {
        guard let text else { return nil }
        let whole = text.replacing(#/\.\d+/#, with: "")
        return ISO8601DateFormatter().date(from: whole)
    }

    /// Writes a time in UTC, in whole seconds.
    static func text(_ secondsSince1970: Double) -> String {
        ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: secondsSince1970))
    }

    /// A time that is text or, from version 1 of the AWS CLI and some services, a number of seconds since 1970.
    struct Written: Decodable, Sendable, Comparable {
        let date: Date

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let seconds = try? container.decode(Double.self) {
                date = Date(timeIntervalSince1970: seconds)
            } else if let date = Timestamp.date(try container.decode(String.self)) {
                self.date = date
            } else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no time")
            }
        }

        static func < (left: Written, right: Written) -> Bool { left.date < right.date }
    }
}

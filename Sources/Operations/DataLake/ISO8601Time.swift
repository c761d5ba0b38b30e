import Foundation

/// A time as text in JSON, in whole seconds of UTC: `2026-01-31T09:30:00Z`.
@propertyWrapper
struct ISO8601Time: Codable, Sendable, Equatable {
    var wrappedValue: Date

    init(wrappedValue: Date) { self.wrappedValue = wrappedValue }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = try? Date(text, strategy: .iso8601) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no time; it is written as in 2026-01-31T09:30:00Z")
        }
        wrappedValue = time
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue.formatted(.iso8601))
    }
}

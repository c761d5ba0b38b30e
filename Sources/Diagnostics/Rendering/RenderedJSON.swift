import JSON

/// JSON that is written for programs: members in the order given.
package indirect enum RenderedJSON: ExpressibleByStringLiteral {
    case text(String)
    case number(Int)
    /// A number as it is written, such as `0.048`.
    case decimal(String)
    case boolean(Bool)
    case list([RenderedJSON])
    /// Members without a value are left out.
    case object([(String, RenderedJSON?)])

    package init(stringLiteral value: String) { self = .text(value) }

    /// The document, with a newline at its end.
    package var document: String {
        var writer = JSONWriter()
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    /// All on one line, with a newline at its end.
    package var line: String {
        var writer = JSONWriter(isOneLine: true)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let value): writer.string(value)
        case .number(let value): writer.write(raw: String(value))
        case .decimal(let text): writer.write(raw: text)
        case .boolean(let value): writer.write(value ? "true" : "false")
        case .list(let elements):
            writer.beginList()
            for element in elements {
                writer.element()
                element.write(to: &writer)
            }
            writer.endList()
        case .object(let members):
            writer.beginObject()
            for case (let key, let value?) in members {
                writer.key(key)
                value.write(to: &writer)
            }
            writer.endObject()
        }
    }
}

/// For a document that holds more than is rendered here, whose encoder has an order of members of its own.
extension RenderedJSON: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let value): try value.encode(to: encoder)
        case .number(let value): try value.encode(to: encoder)
        case .decimal(let text): try (Double(text) ?? 0).encode(to: encoder)
        case .boolean(let value): try value.encode(to: encoder)
        case .list(let elements): try elements.encode(to: encoder)
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for case (let key, let value?) in members { try container.encode(value, forKey: Key(stringValue: key)) }
        }
    }
}

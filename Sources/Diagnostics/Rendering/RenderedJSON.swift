import JSON

/// JSON that is written for programs: members in the order given.
indirect enum RenderedJSON: ExpressibleByStringLiteral {
    case text(String)
    case number(Int)
    case boolean(Bool)
    case list([RenderedJSON])
    /// Members without a value are left out.
    case object([(String, RenderedJSON?)])

    init(stringLiteral value: String) { self = .text(value) }

    /// The document, with a newline at its end.
    var document: String {
        var writer = JSONWriter()
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let value): writer.string(value)
        case .number(let value): writer.write(raw: String(value))
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

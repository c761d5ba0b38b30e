import JSON

/// Writes free-form JSON as text with template values in it, for properties that hold JSON inside a string.
struct JSONTextWriter {
    private var finished: [Expression.Segment] = []
    /// The text since the last value.
    private var text = ""

    /// What was written.
    var segments: [Expression.Segment] { text.isEmpty ? finished : finished + [.text(text)] }

    mutating func write(_ expression: Expression, indentation: Int) {
        switch expression {
        case .list(let elements):
            container("[", "]", elements, indentation) { $0.write($1, indentation: indentation + 1) }
        case .object(let entries):
            container("{", "}", entries, indentation) { writer, entry in
                writer.append(quoted: entry.key)
                writer.append(": ")
                writer.write(entry.value, indentation: indentation + 1)
            }
        case .string(let text): append(quoted: text)
        case .integer(let number): append(String(number))
        case .double(let number): append(JSONWriter.text(of: number))
        case .boolean(let flag): append(flag ? "true" : "false")
        case .substitution, .reference, .pseudoParameter, .function, .name, .asWritten:
            append("\"")
            for segment in expression.segments {
                switch segment {
                case .text(let text): append(Self.escaped(text))
                case .value:
                    if !self.text.isEmpty { finished.append(.text(self.text)) }
                    self.text = ""
                    finished.append(segment)
                }
            }
            append("\"")
        }
    }

    private mutating func container<Element>(
        _ open: String, _ close: String, _ elements: [Element], _ indentation: Int,
        _ write: (inout Self, Element) -> Void
    ) {
        let outside = "\n" + String(repeating: "  ", count: indentation)
        append(open)
        for (index, element) in elements.enumerated() {
            append((index > 0 ? "," : "") + outside + "  ")
            write(&self, element)
        }
        append((elements.isEmpty ? "" : outside) + close)
    }

    private mutating func append(quoted text: String) {
        append("\"\(Self.escaped(text))\"")
    }

    private mutating func append(_ text: String) {
        self.text += text
    }

    private static func escaped(_ text: String) -> String {
        var writer = JSONWriter()
        writer.stringContents(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

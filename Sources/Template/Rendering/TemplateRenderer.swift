import JSON

extension Template {
    /// The template as JSON in UTF-8, with a newline at the end.
    ///
    /// It is made for reviewers: sections have a fixed order, a short function stands on one line, and what is
    /// longer has a line for each of its parts, so that one change in the source is one small change here.
    ///
    /// - Parameters:
    ///   - capacity: about how many bytes the result will have.
    ///   - isOneLine: whether all stands on one line, for what counts its bytes.
    public func rendered(capacity: Int = 0, isOneLine: Bool = false) -> [UInt8] {
        var renderer = TemplateRenderer(capacity: capacity, isOneLine: isOneLine)
        renderer.write(object)
        return renderer.finished()
    }
}

extension Template.Expression {
    /// The value alone as JSON, without a newline at the end.
    public var rendered: [UInt8] { rendered(isOneLine: false) }

    /// The value alone as JSON on one line.
    public var renderedOnOneLine: [UInt8] { rendered(isOneLine: true) }

    private func rendered(isOneLine: Bool) -> [UInt8] {
        var renderer = TemplateRenderer(capacity: 0, isOneLine: isOneLine)
        renderer.write(self)
        return renderer.bytes
    }
}

/// Writes values the way that reviewers read them.
struct TemplateRenderer: ~Copyable {
    private var writer: JSONWriter

    init(capacity: Int, isOneLine: Bool = false) {
        writer = JSONWriter(capacity: capacity, isOneLine: isOneLine)
    }

    var bytes: [UInt8] { writer.bytes }

    consuming func finished() -> [UInt8] {
        writer.write("\n")
        return writer.bytes
    }

    mutating func write(_ expression: Template.Expression) {
        switch expression {
        case .null: writer.write("null")
        case .boolean(let flag): writer.write(flag ? "true" : "false")
        case .number(let number): writer.write(raw: number.text)
        case .string(let text): writer.string(text)
        case .list(let elements): write(elements)
        case .object(let object): write(object)
        case .ref(let name): writeRef(name)
        case .getAtt(let name, .string(let attribute)): writeGetAtt(name, attribute)
        case .getAtt, .sub, .call, .malformed:
            guard let (function, argument) = expression.intrinsic else { return }
            if isInline(expression) {
                writeInline(function, argument)
            } else {
                writer.beginObject()
                writer.key(function.rawValue)
                write(argument)
                writer.endObject()
            }
        }
    }

    mutating func write(_ object: Template.Object) {
        writer.beginObject()
        // By hand, since there are debug builds.
        var position = 0
        while position < object.entries.count {
            let entry = object.entries[position]
            writer.key(entry.key)
            write(entry.value)
            position += 1
        }
        writer.endObject()
    }

    private mutating func write(_ elements: [Template.Expression]) {
        writer.beginList()
        for element in elements {
            writer.element()
            if case .object(let object) = element, isShort(object) {
                writeInline(object)
            } else {
                write(element)
            }
        }
        writer.endList()
    }

    // MARK: - On one line

    private static let mostInlineLeaves = 4

    /// Whether a function stands on one line.
    private func isInline(_ expression: Template.Expression) -> Bool {
        // As long as its text is, nothing else is gained by more lines.
        if case .sub(let substitution) = expression { return substitution.variables.isEmpty }
        return inlineLeaves(of: expression).map { $0 <= Self.mostInlineLeaves } ?? false
    }

    /// Whether an element of a list is as short as a tag or a metric's dimension.
    private func isShort(_ object: Template.Object) -> Bool {
        guard (1...3).contains(object.count) else { return false }
        var sum = 0
        for entry in object.entries {
            if case .list = entry.value { return false }
            guard let leaves = inlineLeaves(of: entry.value) else { return false }
            sum += leaves
        }
        return sum <= Self.mostInlineLeaves
    }

    /// How many scalars an expression has when it is simple enough for one line.
    private func inlineLeaves(of expression: Template.Expression) -> Int? {
        switch expression {
        case .null, .boolean, .number, .string, .ref, .getAtt(_, .string): return 1
        case .list(let elements):
            var sum = 0
            for element in elements {
                guard let leaves = inlineLeaves(of: element) else { return nil }
                sum += leaves
            }
            return sum
        case .object: return nil
        case .sub(let substitution): return substitution.variables.isEmpty ? 2 : nil
        // Operands stand on a line each, as reviewers read and change them.
        case .call(.and, _), .call(.or, _), .malformed(.and, _), .malformed(.or, _): return nil
        case .getAtt, .call, .malformed: return expression.intrinsic.flatMap { inlineLeaves(of: $0.argument) }
        }
    }

    private mutating func writeInline(_ expression: Template.Expression) {
        if case .list(let elements) = expression {
            writer.write("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.write(", ") }
                writeInline(element)
            }
            writer.write("]")
        } else if case .getAtt(_, .string) = expression {
            write(expression)
        } else if case .ref = expression {
            write(expression)
        } else if let (function, argument) = expression.intrinsic {
            writeInline(function, argument)
        } else {
            write(expression)
        }
    }

    private mutating func writeInline(_ object: Template.Object) {
        writer.write("{ ")
        for (index, entry) in object.entries.enumerated() {
            if index > 0 { writer.write(", ") }
            writer.string(entry.key)
            writer.write(": ")
            writeInline(entry.value)
        }
        writer.write(" }")
    }

    private mutating func writeInline(_ function: Template.Function, _ argument: Template.Expression) {
        writer.write("{ ")
        writer.string(function.rawValue)
        writer.write(": ")
        writeInline(argument)
        writer.write(" }")
    }

    private mutating func writeRef(_ name: String) {
        writer.write("{ \"Ref\": ")
        writer.string(name)
        writer.write(" }")
    }

    private mutating func writeGetAtt(_ name: String, _ attribute: String) {
        writer.write("{ \"Fn::GetAtt\": [")
        writer.string(name)
        writer.write(", ")
        writer.string(attribute)
        writer.write("] }")
    }
}

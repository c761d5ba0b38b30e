import JSON

extension Evaluator {
    /// `Fn::ToJsonString`: literals keep their kinds, and what functions yield is text.
    func jsonText(of expression: Template.Expression) -> EvaluatedValue {
        var writer = JSONWriter()
        var unknown: [Unknown] = []
        write(expression, to: &writer, &unknown)
        return unknown.isEmpty
            ? .text(String(decoding: writer.bytes, as: UTF8.self)) : .unknown(unknown.withoutRepetitions)
    }

    private func write(_ expression: Template.Expression, to writer: inout JSONWriter, _ unknown: inout [Unknown]) {
        switch expression {
        case .null: writer.write("null")
        case .boolean, .number: writer.write(raw: expression.scalarText ?? "")
        case .string(let text): writer.string(text)
        case .list(let elements):
            writer.write("[")
            for (index, element) in elements.filter({ !isRemoved($0) }).enumerated() {
                if index > 0 { writer.write(",") }
                write(element, to: &writer, &unknown)
            }
            writer.write("]")
        case .object(let object):
            writer.write("{")
            for (index, entry) in object.entries.filter({ !isRemoved($0.value) }).enumerated() {
                if index > 0 { writer.write(",") }
                writer.string(entry.key)
                writer.write(":")
                write(entry.value, to: &writer, &unknown)
            }
            writer.write("}")
        case .call(.if, let arguments):
            switch verdict(ofConditionNamed: arguments[0].string) {
            case .yes: write(arguments[1], to: &writer, &unknown)
            case .no: write(arguments[2], to: &writer, &unknown)
            case .undecided(let reasons): unknown += reasons
            }
        case .ref, .getAtt, .sub, .call, .malformed:
            write(value(of: expression) ?? .null, to: &writer, &unknown)
        }
    }

    /// Whether it is `AWS::NoValue`.
    private func isRemoved(_ expression: Template.Expression) -> Bool {
        switch expression {
        case .ref("AWS::NoValue"): true
        case .call(.if, let arguments):
            switch verdict(ofConditionNamed: arguments[0].string) {
            case .yes: isRemoved(arguments[1])
            case .no: isRemoved(arguments[2])
            case .undecided: false
            }
        default: false
        }
    }

    private func write(_ value: EvaluatedValue, to writer: inout JSONWriter, _ unknown: inout [Unknown]) {
        switch value {
        case .null: writer.write("null")
        case .text(let text): writer.string(text)
        case .list(let elements):
            writer.write("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.write(",") }
                write(element, to: &writer, &unknown)
            }
            writer.write("]")
        case .object, .unknown: unknown += reasons(for: value, "Fn::ToJsonString")
        }
    }
}

import ResourceSchemas
import Template

/// Writes the declarations of outputs.
struct OutputWriter {
    let context: TranslationContext

    /// The output's statement, with the type of its value.
    func write(_ name: String, _ output: Template.Output) throws(Unsaid) -> (statement: Statement, type: SwiftType) {
        var writer = ValueWriter(context)
        guard let value = output.outputValue else { throw Unsaid("it has no Value") }
        var (code, type) = try writer.natural(value)
        // Text is what is taken without being told.
        if case .parenthesized(.typed(let value, "Value<String>")) = code {
            if case .string = value { code = value } else { code = .typed(value, "Value<String>") }
        }
        if type == .json {
            (code, type) = (.call("Value<String>", [.init("expression", .member(code, "expression"))]), .string)
        }
        var arguments: [Code.Argument] = [.init(nil, .string(name)), .init(nil, code)]
        if let description = output.description {
            guard let text = description.scalarText else { throw Unsaid("its Description is computed") }
            arguments.append(.init("description", .string(text)))
        }
        if let export = output.exportName { arguments.append(.init("export", try writer.write(export, as: .string))) }
        if let condition = output.condition {
            guard let name = context.names.conditions[condition] else {
                throw Unsaid("its condition \(condition) is not declared")
            }
            arguments.append(.init("condition", .variable(name)))
        }
        var statement = Statement(
            name: nil, property: context.names.outputs[name], type: type.spelling,
            code: .call("stack.output", arguments))
        statement.readBack = output.condition == nil ? nil : name
        statement.hoisted = writer.hoisted
        statement.modules = context.modules(naming: type)
        return (statement, type)
    }
}

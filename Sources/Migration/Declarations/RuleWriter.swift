import Template

/// Writes the declarations of rules.
struct RuleWriter {
    let context: TranslationContext

    func write(_ name: String, _ rule: Template.Rule) throws(Unsaid) -> Statement {
        var writer = ConditionWriter(context)
        var arguments: [Code.Argument] = [.init(nil, .string(name))]
        if let condition = rule.condition {
            arguments.append(.init("when", try expression(condition, &writer)))
        }
        for assertion in rule.assertions {
            let requirement = try expression(assertion.condition, &writer)
            arguments.append(
                .init(
                    nil,
                    .call(
                        ".require",
                        [.init(nil, requirement), .init(nil, .string(assertion.description ?? ""))])))
        }
        var statement = Statement(name: nil, type: "", code: .call("stack.rule", arguments))
        statement.hoisted = writer.values.hoisted
        return statement
    }

    /// Rules take no condition that is declared.
    private func expression(
        _ condition: Template.Expression, _ writer: inout ConditionWriter
    ) throws(Unsaid) -> Code {
        if case .call(.condition, _) = condition { throw Unsaid("a rule cannot ask a condition") }
        let code = try writer.write(condition)
        guard case .call(.text(let function), let arguments) = code.withoutType("ConditionExpression") else {
            return code
        }
        return .call(
            function, arguments.map { .init($0.label, $0.value.withoutType(SwiftType.strings.spelling)) })
    }
}

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
        statement.comment = strayKeys(of: rule).map {
            "TODO: \($0) is no part of a rule, and CloudFormation passes it over"
        }
        return statement
    }

    /// What stands in a rule, or in one of its assertions, and means nothing there: a mistyped name mostly.
    private func strayKeys(of rule: Template.Rule) -> [String] {
        let own = rule.object.entries.map(\.key).filter { $0 != "RuleCondition" && $0 != "Assertions" }
        let ofAssertions = (rule.object["Assertions"]?.list ?? []).flatMap { $0.object?.entries.map(\.key) ?? [] }
        return own + ofAssertions.filter { $0 != "Assert" && $0 != "AssertDescription" }
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

import Template

extension AppCheck {
    /// Names of exports are unique in an account and region ("Outputs" in the user guide).
    ///
    /// Reported is what certainly fails: equal names whose outputs exist together. Whether two root stacks come to one
    /// region, and whether different expressions yield one name, only a deployment knows.
    static func exports(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        let identities = ExpressionIdentity(app)
        var exporters: [String: [(stack: ResolvedStack, output: OutputRecord)]] = [:]
        for stack in app.stacks {
            for output in stack.collected.declarations.outputs where !output.exportsEmptyName {
                guard let name = output.exportName, let identity = identities.identity(of: name, in: stack) else {
                    continue
                }
                let key = "\(stack.root.path) \(identity)"
                defer { exporters[key, default: []].append((stack, output)) }
                guard let other = exporters[key]?.first(where: { exist(together: $0, (stack, output), identities) })
                else { continue }
                let text = String(decoding: stack.named(name).rendered, as: UTF8.self)
                diagnostics.append(
                    Diagnostic(
                        "duplicate-export", "two outputs export \(text)", about: output.element,
                        notes: [.init("the other one", at: other.output.element.userLocation)],
                        fix: "give one of them another name"))
            }
        }
    }

    /// Whether one output exists wherever the other does.
    private static func exist(
        together one: (stack: ResolvedStack, output: OutputRecord),
        _ other: (stack: ResolvedStack, output: OutputRecord),
        _ identities: ExpressionIdentity
    ) -> Bool {
        func follow(_ conditions: [Element], from others: [Element]) -> Bool {
            var facts = ConditionFacts<Element> { identities.expression(ofCondition: $0)?.formula }
            for condition in others { facts.assume(condition, is: true) }
            return conditions.allSatisfy { facts.value(of: $0) == true }
        }
        let needed = one.stack.assumedConditions + (one.output.condition.map { [$0.element] } ?? [])
        let otherNeeded = other.stack.assumedConditions + (other.output.condition.map { [$0.element] } ?? [])
        return follow(needed, from: otherNeeded) || follow(otherNeeded, from: needed)
    }
}

extension ResolvedStack {
    /// The outermost stack around this one.
    fileprivate var root: ResolvedStack { parent?.root ?? self }
}

extension OutputRecord {
    fileprivate var exportsEmptyName: Bool { if case .string("")? = exportName { true } else { false } }
}

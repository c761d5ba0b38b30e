import Diagnostics
import Template

extension Examination {
    /// A resource that may not exist is used only where it does.
    mutating func checkConditionalReferences() {
        // What the values leave out is missing all the more.
        var conditional: [String: String] = [:]
        for (logicalID, resource) in subject.template.resources {
            if let condition = resource.condition { conditional[logicalID] = condition }
        }
        guard !conditional.isEmpty else { return }
        for reference in references {
            guard case .resource(let target) = reference.target, let needed = conditional[target],
                !reference.path.isDependsOn,
                needed != condition(ofMemberAt: reference.path), let facts = facts(at: reference.path)
            else { continue }
            let value = facts.known.value(of: needed)
            guard value != true else { continue }
            let isMissing = facts.isCertain && value == false
            let path = Template.Path(.resources, target)
            let isOfOutput = reference.path.section == .outputs
            report(
                "conditional-reference",
                isMissing
                    ? "\(name(of: reference)) does not exist, since the condition \(needed) does not hold"
                    : "\(name(of: reference)) exists only under the condition \(needed), but is used without it",
                severity: isMissing ? .error : .warning, at: reference.path,
                notes: [note("\(name(of: path)) is declared here", at: path)].compactMap(\.self),
                fix: isOfOutput
                    ? "give the output the same condition, or write .if(condition, value, else: another)"
                    : "give the user the same condition, or write .if(condition, value, else: another), or .noValue for what may be left out",
                fixOfFile: isOfOutput
                    ? "give the output the Condition \(needed), or choose something else for when it does not hold with Fn::If"
                    : "give the user the Condition \(needed), or choose something else with Fn::If: AWS::NoValue for what may be left out"
            )
        }
    }

    /// An output that exists under a condition only is read where the nested stack has it.
    mutating func checkConditionalOutputs() {
        guard let known else { return }
        let prefix = "Outputs."
        for reference in references {
            guard case .resource(let id) = reference.target, let attribute = reference.attribute,
                attribute.hasPrefix(prefix), let stack = known.stacks[id]?.evaluated
            else { continue }
            let output = String(attribute.dropFirst(prefix.count))
            guard let needed = stack.template.outputs[output]?.condition, stack.conditions[needed] == .no,
                let facts = facts(at: reference.path), facts.isCertain
            else { continue }
            report(
                "conditional-reference",
                "the stack \(id) has no output \(output), since its condition \(needed) does not hold",
                at: reference.path,
                notes: [
                    stack.template.origin(of: Template.Path(.outputs, output)).map {
                        Diagnostic.Note("\(output) is declared here", at: $0.place)
                    }
                ].compactMap(\.self),
                fix: "read it under the same condition only",
                fixOfFile: "use Fn::If with AWS::NoValue, or give the user the same Condition")
        }
    }

    /// What is known where a value counts, and whether that is so under all circumstances; nil where it never counts.
    private func facts(at path: Template.Path) -> (known: ConditionFacts<String>, isCertain: Bool)? {
        var facts = conditionFacts
        var isCertain = assumed.isEmpty
        let own = condition(ofMemberAt: path).map { [Template.Guard(condition: $0, holds: true)] } ?? []
        for asked in own + subject.template.guards(of: path) {
            let value = facts.value(of: asked.condition)
            if value == !asked.holds { return nil }
            isCertain = isCertain && value != nil
            facts.assume(asked.condition, is: asked.holds)
        }
        return (facts, isCertain)
    }

    /// The condition under which a resource or output exists.
    private func condition(ofMemberAt path: Template.Path) -> String? {
        switch path.section {
        case .resources: path.member.flatMap { subject.template.resources[$0]?.condition }
        case .outputs: path.member.flatMap { subject.template.outputs[$0]?.condition }
        default: nil
        }
    }
}

extension Template.Path {
    /// Whether it leads to what a resource waits for: nobody waits for what is not made.
    var isDependsOn: Bool { steps.count > 2 && steps[2] == .key("DependsOn") && isIn(.resources) }
}

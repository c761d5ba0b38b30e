import Template

extension Examination {
    /// A resource that may not exist is used only where it does.
    mutating func checkConditionalReferences() {
        let conditional = template.resources.reduce(into: [String: String]()) { $0[$1.0] = $1.1.condition }
        guard !conditional.isEmpty else { return }
        for reference in references where !reference.path.isDependsOn {
            guard case .resource(let target) = reference.target, let needed = conditional[target],
                needed != condition(ofMemberAt: reference.path)
            else { continue }
            var facts = ConditionFacts(template.conditions)
            for condition in assumed { facts.assume(condition, is: true) }
            if let own = condition(ofMemberAt: reference.path) { facts.assume(own, is: true) }
            for known in template.guards(of: reference.path) { facts.assume(known.condition, is: known.holds) }
            guard facts.value(of: needed) != true else { continue }
            let path = Template.Path(.resources, target)
            report(
                "conditional-reference",
                "\(name(of: reference)) exists only under the condition \(needed), but is used without it",
                severity: .warning, at: reference.path,
                notes: [note("\(name(of: path)) is declared here", at: path)].compactMap(\.self),
                fix: "write .if(condition, value, else: .noValue), or give the user the same condition",
                fixOfFile: "use Fn::If with AWS::NoValue, or give the user the same Condition")
        }
    }

    /// The condition under which a resource or output exists.
    private func condition(ofMemberAt path: Template.Path) -> String? {
        switch path.section {
        case .resources: path.member.flatMap { template.resources[$0]?.condition }
        case .outputs: path.member.flatMap { template.outputs[$0]?.condition }
        default: nil
        }
    }
}

extension Template.Path {
    /// Whether it leads to what a resource waits for: nobody waits for what is not made.
    var isDependsOn: Bool { section == .resources && steps.count > 2 && steps[2] == .key("DependsOn") }
}

import Diagnostics
import Template

extension Examination {
    /// Asks each resource what the packs ask of its type.
    ///
    /// What fails, under some conditions or whatever they are, is reported under the code of the rule; what a value
    /// that is not known decides is reported under it too, as a note. Nothing is guessed. Of a template that several
    /// stacks are made of, each is asked, since others may do something for one of them only.
    mutating func checkSecurity(_ packs: Set<SecurityPack>) {
        let rules = SecurityRule.byType(packs)
        guard !hasMacros else { return }
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            for rule in rules[declared.type] ?? [] {
                var facts = conditionFacts
                if let condition = resource.condition {
                    if facts.value(of: condition) == false { continue }
                    facts.assume(condition, is: true)
                }
                let answer = ownStacks.prefix(rule.requirement.asksOthers ? ownStacks.count : 1).reduce(.passes) {
                    (worst: SecurityAnswer, stack) in
                    guard let resource = wiring.resource(logicalID, in: stack)?.with(resource) else { return worst }
                    let context = SecurityContext(template: template, resource: resource, wiring: wiring, facts: facts)
                    return worst.joined(with: context.answer(rule.requirement))
                }
                report(answer, rule, packs, at: Template.Path(.resources, logicalID))
            }
        }
    }

    private mutating func report(
        _ answer: SecurityAnswer, _ rule: SecurityRule, _ packs: Set<SecurityPack>, at path: Template.Path
    ) {
        guard let kind = DiagnosticCatalogue.kind(rule.code) else { return }
        let names = rule.names.filter { packs.contains($0.key) }.values.flatMap(\.self).sorted()
        let title = "\(kind.title) (\(names.joined(separator: ", ")))"
        switch answer {
        case .passes: break
        case .fails(let steps, let guards):
            report(
                rule.code, title + guards.text, severity: kind.severity,
                at: place(of: steps, in: path), fix: rule.requirement.fix(at: steps))
        case .unknown(let reasons):
            report(
                rule.code, "it cannot be told whether " + title.lowercasedFirst, severity: .info, at: path,
                notes: [], fix: "look at \(reasons.joined(separator: " and "))")
        }
    }

    /// As far into the properties as something stands there.
    private func place(of steps: [Template.Path.Step], in path: Template.Path) -> Template.Path {
        var place = path.appending("Properties")
        guard template[place] != nil else { return path }
        for step in steps {
            var next = place
            next.append(step)
            guard template[next] != nil else { break }
            place = next
        }
        return place
    }
}

extension String {
    /// For a title in the middle of a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

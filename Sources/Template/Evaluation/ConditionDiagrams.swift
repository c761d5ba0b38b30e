/// The conditions of a template as functions of what they compare, each worked out once.
///
/// A class, so that what is worked out serves all who ask.
final class ConditionDiagrams<Name: Hashable> {
    private let formula: (Name) -> ConditionFormula<Name>?
    private let domain: (Template.Expression) -> [String]?
    private var diagram = DecisionDiagram()
    /// By name; nil for one that is being looked into, and where there are too many to ask anything of.
    private var decisions: [Name: Decision?] = [:]
    private(set) var undecidable: [Name] = []
    /// What may be at all: a value is one thing at a time.
    private var possible = Decision.yes
    private var subjects: [Template.Expression: Subject] = [:]
    private var tests: [Template.Expression: Decision] = [:]
    /// How many steps may be taken yet that are more than few.
    private var budget = 150_000

    /// Something that is compared with literals.
    private struct Subject {
        var values: [String: Decision] = [:]
        /// Whether it is one of them; nil where that is too much entangled.
        var any: Decision? = .no
    }

    /// More than any condition takes that somebody understands.
    private static var mostSteps: Int { 15_000 }
    /// What takes no more is always found out: there is only so much of it in a template.
    private static var fewSteps: Int { 100 }

    init(
        domain: @escaping (Template.Expression) -> [String]?, _ formula: @escaping (Name) -> ConditionFormula<Name>?
    ) {
        self.domain = domain
        self.formula = formula
    }

    /// One that is not declared, and one that nobody can look through, may hold or not whatever others do.
    func decision(of condition: Name) -> Decision? {
        if let known = decisions[condition] { return known }
        // Those that it is made of first; by hand, so that no chain exhausts the program's stack.
        var way = [Step(condition, formula(condition))]
        while let last = way.indices.last {
            if let next = way[last].needed.popLast() {
                guard decisions[next] == nil else { continue }
                // One that is made of itself decides nothing.
                decisions.updateValue(nil, forKey: way[last].name)
                way.append(Step(next, formula(next)))
            } else {
                let step = way.removeLast()
                let decision = step.formula.flatMap { self.decision(of: $0) }
                if step.formula != nil, decision == nil { undecidable.append(step.name) }
                decisions.updateValue(decision ?? limited { $0.question() }, forKey: step.name)
            }
        }
        return decisions[condition] ?? nil
    }

    /// A condition that is looked into.
    private struct Step {
        let name: Name
        let formula: ConditionFormula<Name>?
        /// Those that it is made of, which come first.
        var needed: [Name]

        init(_ name: Name, _ formula: ConditionFormula<Name>?) {
            self.name = name
            self.formula = formula
            needed = formula?.conditions ?? []
        }
    }

    private func decision(of formula: ConditionFormula<Name>) -> Decision? {
        switch formula {
        case .condition(let condition): (decisions[condition] ?? nil) ?? limited { $0.question() }
        case .not(let operand): decision(of: operand).flatMap { decision in limited { $0.opposite(decision) } }
        case .all(let operands): combined(operands, .yes) { $0.both($1, $2) }
        case .any(let operands): combined(operands, .no) { $0.either($1, $2) }
        case .equals(let subject, let value): decision(whether: subject, is: value)
        case .test(let expression): decision(of: expression)
        case .comparison: limited { $0.question() }
        case .constant(let holds): holds ? .yes : .no
        }
    }

    private func combined(
        _ operands: [ConditionFormula<Name>], _ start: Decision,
        _ combine: (inout DecisionDiagram, Decision, Decision) -> Decision?
    ) -> Decision? {
        operands.reduce(Decision?.some(start)) { result, operand in
            guard let result, let next = decision(of: operand) else { return nil }
            return limited { combine(&$0, result, next) }
        }
    }

    private func decision(of test: Template.Expression) -> Decision? {
        if let known = tests[test] { return known }
        let decision = limited { $0.question() }
        tests[test] = decision
        return decision
    }

    private func decision(whether subject: Template.Expression, is value: String) -> Decision? {
        let allowed = domain(subject)
        if allowed?.contains(value) == false { return .no }
        var known = subjects[subject] ?? Subject()
        if let decision = known.values[value] { return decision }
        guard let decision = limited({ $0.question() }) else { return nil }
        // Not one of the others at the same time.
        if let others = known.any {
            suppose { diagram in diagram.both(decision, others).flatMap { diagram.opposite($0) } }
        }
        known.values[value] = decision
        known.any = known.any.flatMap { any in limited { $0.either(any, decision) } }
        // And one of all that it can be.
        if let allowed, Set(allowed).count == known.values.count, let any = known.any { suppose { _ in any } }
        subjects[subject] = known
        return decision
    }

    /// That something is always so; what takes too much to keep in mind is not.
    private func suppose(_ body: (inout DecisionDiagram) -> Decision?) {
        let known = possible
        let result = limited { diagram in body(&diagram).flatMap { diagram.both(known, $0) } }
        if let result { possible = result }
    }

    // MARK: - Questions

    func both(_ one: Decision, _ other: Decision?) -> Decision? {
        guard let other else { return nil }
        return limited { $0.both(one, other) }
    }

    func opposite(_ decision: Decision) -> Decision? { limited { $0.opposite(decision) } }

    /// Whether there is any way in which it is so. What takes too much to find out may be.
    func mayBe(_ decision: Decision?) -> Bool {
        guard let decision else { return true }
        return both(possible, decision) != .no
    }

    private func limited(_ body: (inout DecisionDiagram) -> Decision?) -> Decision? {
        let (result, steps) = diagram.limited(to: max(Self.fewSteps, min(Self.mostSteps, budget)), body)
        if steps > Self.fewSteps { budget -= steps }
        return result
    }
}

extension ConditionFormula {
    /// The conditions that it is made of.
    fileprivate var conditions: [Name] {
        switch self {
        case .condition(let condition): [condition]
        case .not(let operand): operand.conditions
        case .all(let operands), .any(let operands): operands.flatMap { $0.conditions }
        case .equals, .test, .comparison, .constant: []
        }
    }
}

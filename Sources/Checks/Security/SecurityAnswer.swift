import Template

/// What came out of a rule, under all combinations of conditions.
enum SecurityAnswer: Equatable {
    case passes
    /// - Parameter where: one combination of conditions under which it fails; empty where it always does.
    case fails(at: [Template.Path.Step], where: [Template.Guard])
    case unknown([String])

    /// What counts of the answers of two stacks: the worse one, and of two alike the first.
    func joined(with other: Self) -> Self {
        switch (self, other) {
        case (.fails, _), (.unknown, .passes), (.unknown, .unknown): self
        default: other
        }
    }
}

extension SecurityContext {
    /// More conditions than anybody writes into what one rule asks of one resource.
    private static let mostConditions = 8

    /// Asks under each combination of the conditions that matter.
    func answer(_ requirement: SecurityRequirement) -> SecurityAnswer {
        answer(requirement, under: [])
    }

    private func answer(_ requirement: SecurityRequirement, under guards: [Template.Guard]) -> SecurityAnswer {
        var context = self
        let properties = resource.resource.object["Properties"] ?? .object([:])
        switch context.finding(requirement, in: properties) {
        case .passes: return .passes
        case .fails(let steps): return .fails(at: steps, where: guards)
        case .unknown(let reasons): return .unknown(reasons)
        case .depends(let condition):
            guard guards.count < Self.mostConditions else { return .unknown(["the condition \(condition)"]) }
            let answers = [true, false].map { holds in
                var context = self
                context.facts.assume(condition, is: holds)
                return context.answer(
                    requirement, under: guards + [Template.Guard(condition: condition, holds: holds)])
            }
            let failures = answers.filter { if case .fails = $0 { true } else { false } }
            // Where both fail, the condition has nothing to do with it.
            if failures.count == 2, case .fails(let steps, _) = failures[0] { return .fails(at: steps, where: guards) }
            if let failure = failures.first { return failure }
            return answers.first { $0 != .passes } ?? .passes
        }
    }
}

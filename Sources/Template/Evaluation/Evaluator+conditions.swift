extension Evaluator {
    /// Whether something under a condition exists; yes without one.
    func verdict(ofConditionNamed name: String?) -> Verdict {
        guard let name else { return .yes }
        return conditions[name] ?? .undecided([.condition(name)])
    }

    func verdict(of condition: Template.Expression) -> Verdict {
        guard case .call(let function, let arguments) = condition else {
            let name = condition.intrinsic?.function.rawValue ?? condition.object?.entries.first?.key ?? "the condition"
            return .undecided([.function(name)])
        }
        switch function {
        case .condition: return verdict(ofConditionNamed: arguments[0].string)
        case .not: return !verdict(of: arguments[0])
        case .and: return .all(arguments.map(verdict))
        case .or: return .any(arguments.map(verdict))
        case .equals:
            // Whatever it is, it equals itself.
            if case .ref = arguments[0], arguments[0] == arguments[1] { return .yes }
            return equal(value(of: arguments[0]) ?? .null, value(of: arguments[1]) ?? .null)
        case .contains:
            let wanted = value(of: arguments[1]) ?? .null
            return elements(of: arguments[0]) { .any($0.map { equal($0, wanted) }) }
        case .eachMemberEquals:
            let wanted = value(of: arguments[1]) ?? .null
            return elements(of: arguments[0]) { .all($0.map { equal($0, wanted) }) }
        case .eachMemberIn:
            return elements(of: arguments[0]) { members in
                elements(of: arguments[1]) { allowed in
                    .all(members.map { member in .any(allowed.map { equal(member, $0) }) })
                }
            }
        default: return .undecided([.function(function.rawValue)])
        }
    }

    private func equal(_ left: EvaluatedValue, _ right: EvaluatedValue) -> Verdict {
        let unknown = (left.allUnknown + right.allUnknown).withoutRepetitions
        return unknown.isEmpty ? Verdict(left == right) : .undecided(unknown)
    }

    private func elements(
        of list: Template.Expression, _ judge: ([EvaluatedValue]) -> Verdict
    ) -> Verdict {
        switch value(of: list) {
        case .list(let elements): judge(elements)
        case .unknown(let reasons): .undecided(reasons)
        default: .undecided([.function("a list")])
        }
    }
}

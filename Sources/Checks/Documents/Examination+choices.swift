import Diagnostics
import Template

extension Examination {
    /// Each choice compares once, or puts comparisons together ("Choice state" in the AWS Step Functions developer
    /// guide).
    mutating func checkChoices(of state: PlacedValue, isOfJSONata: Bool) {
        for choices in state["Choices"] where choices.value.list?.isEmpty == true {
            reportMachine("there is nothing to choose from", at: choices.path, fix: "add a choice")
        }
        for choice in state.values(at: ["Choices", "*"]) {
            guard let members = choice.value.object, !members.hasMacros else { continue }
            if members["Next"] == nil {
                reportMachine("the choice has no Next", at: choice.path, fix: "add Next: the state it leads to")
            }
            if isOfJSONata {
                guard members["Condition"] == nil else { continue }
                reportMachine(
                    "the choice has no Condition", at: choice.path, fix: "add one, as in {% $states.input.isOpen %}")
            } else {
                checkRule(choice, members, isOuter: true)
            }
        }
    }

    private mutating func checkRule(_ rule: PlacedValue, _ members: Template.Object, isOuter: Bool) {
        // It may be of another language, which a state around says.
        guard members["Condition"] == nil else { return }
        let operators = members.entries.filter { ChoiceOperator.all[$0.key] != nil }
        let unknown = members.entries.map(\.key).filter {
            ChoiceOperator.all[$0] == nil && !ChoiceOperator.others.contains($0)
        }
        let known = ChoiceOperator.all.keys.sorted()
        for name in unknown {
            reportMachine(
                "\(name) is no way to compare", at: rule.path.appending(name),
                fix: Suggestion.fix(for: name, in: known) ?? "choose one such as StringEquals, IsPresent, And")
        }
        if operators.count > 1 {
            reportMachine(
                "\(operators.map(\.key).joined(separator: " and ")) stand in one choice", at: rule.path,
                fix: "compare in one way, or put several into And")
        } else if operators.isEmpty, unknown.isEmpty {
            reportMachine(
                "nothing is compared", at: rule.path, fix: "add a comparison, such as StringEquals or IsPresent")
        }
        if !isOuter, members["Next"] != nil {
            reportMachine(
                "only the outer choice leads to a state", at: rule.path.appending("Next"), fix: "move it outwards")
        }
        for entry in operators {
            guard let operand = ChoiceOperator.all[entry.key] else { continue }
            check(PlacedValue(entry.value, at: rule.path.appending(entry.key)), operand, of: rule, members)
        }
    }

    private mutating func check(
        _ value: PlacedValue, _ operand: ChoiceOperator.Operand, of rule: PlacedValue, _ members: Template.Object
    ) {
        switch operand {
        case .rules:
            if value.value.list?.isEmpty == true {
                reportMachine("nothing is put together", at: value.path, fix: "add comparisons")
            }
            for inner in value.elements { checkInner(inner) }
        case .rule:
            for inner in value.branches { checkInner(inner) }
        default:
            if members["Variable"] == nil {
                reportMachine("the choice has no Variable", at: rule.path, fix: "add what is compared, as in $.size")
            }
            for branch in value.branches { check(branch, is: operand) }
        }
    }

    private mutating func checkInner(_ rule: PlacedValue) {
        guard let members = rule.value.object, !members.hasMacros else { return }
        checkRule(rule, members, isOuter: false)
    }

    /// A literal is of the kind that an operator compares with; nothing is put into a text's place then.
    private mutating func check(_ value: PlacedValue, is operand: ChoiceOperator.Operand) {
        guard value.isWrittenOut else { return }
        let (fits, words): (Bool, String) =
            switch (operand, value.value) {
            case (.number, .number), (.boolean, .boolean), (.text, .string): (true, "")
            case (.number, _): (false, "a number")
            case (.boolean, _): (false, "true or false")
            case (.time, .string(let text)): (text.isTimestamp, "a time such as 2027-01-31T12:00:00Z")
            case (.path, .string(let text)): (text.hasPrefix("$"), "a path such as $.limit")
            case (.path, _): (false, "a path such as $.limit")
            default: (false, "a text")
            }
        guard !fits else { return }
        reportMachine("it is compared with \(words), and this is none", at: value.path, fix: "write \(words)")
    }
}

extension PlacedValue {
    /// Whether it is a text, number or boolean into which nothing is put later.
    var isWrittenOut: Bool {
        switch value {
        case .number, .boolean: true
        case .string(let text): !text.contains("${") && !text.hasPrefix("{%")
        default: false
        }
    }
}

extension String {
    /// Whether it is a time as RFC 3339 writes it, in UTC or with an offset.
    var isTimestamp: Bool {
        let shape = prefix(19).map { $0.isNumber ? "0" : $0 }
        let rest = dropFirst(19).drop { $0 == "." || $0.isNumber }
        return String(shape) == "0000-00-00T00:00:00"
            && (rest == "Z" || rest.count == 6 && "+-".contains(rest.prefix(1)))
    }
}

import Template

extension Examination {
    /// What `Fn::Select` takes out of a list is in it.
    mutating func checkSelections(_ tracer: ValueTracer) {
        guard !isRewritten else { return }
        for call in selections {
            let arguments = call.arguments
            checkAttribute(arguments[1], at: call.path, tracer)
            guard let index = index(arguments[0]), index >= 0,
                let count = counts(of: arguments[1]).min() ?? wiredCount(of: arguments[1]),
                index >= count,
                // What somebody gives may be what a condition asks for.
                arguments.allSatisfy({ $0.isWrittenOut }) || !isConditional(call.path)
            else { continue }
            report(
                "index-out-of-range", "there is no element \(index) in a list of \(count)",
                severity: arguments.contains(where: isDefault) ? .warning : .error, at: call.path,
                fix: count > 0 ? "count from 0: the last one is \(count - 1)" : "add an element to the list")
        }
    }

    /// What an element is taken of is no attribute that is a text; those of stacks are told of where they stand.
    private mutating func checkAttribute(_ value: Template.Expression, at path: Template.Path, _ tracer: ValueTracer) {
        guard case .getAtt(let name, .string(let attribute)) = value, let resource = template.resources[name],
            resource.type != Template.Resource.stackType,
            tracer.value(of: value, in: subject.file).shape == .text
        else { return }
        reportOnce(
            "malformed-function", "Fn::Select takes a list, and \(name).\(attribute) is a text", at: path,
            fix: "write \(name).\(attribute) alone, or make a list of it with Fn::Split")
    }

    /// Whether it is what a parameter is where nobody gives anything else.
    private func isDefault(_ value: Template.Expression) -> Bool {
        guard known == nil, case .ref = value, case .standard? = possibleValues(of: value)?.first?.cause else {
            return false
        }
        return true
    }

    private func index(_ value: Template.Expression) -> Int? {
        let values =
            known?.evaluated.value(of: value)?.text.map { [$0] }
            ?? possibleValues(of: value)?.compactMap(\.value.scalarText)
        return values?.compactMap { Int($0) }.min()
    }

    /// How many elements a list has in each stack that is made of the template, of those that come from other stacks; nil
    /// where nobody knows. Of several, one that is long enough may be the one that is meant.
    private func wiredCount(of list: Template.Expression) -> Int? {
        let counts = ownStacks.map { wiring.count(of: WiredValue(expression: list, stack: $0)) }
        return counts.contains(nil) ? nil : counts.compactMap(\.self).max()
    }

    /// How many elements a list may have; nothing where nobody knows.
    private func counts(of list: Template.Expression) -> [Int] {
        if let elements = known?.evaluated.value(of: list)?.list { return [elements.count] }
        switch list {
        case .list(let elements): return elements.allSatisfy(\.isOneElement) ? [elements.count] : []
        case .call(.cidr, let arguments): return arguments[1].scalarText.flatMap { Int($0) }.map { [$0] } ?? []
        case .call(.split, let arguments):
            guard let separator = arguments[0].string, !separator.isEmpty, let text = arguments[1].string,
                !text.hasDynamicReference
            else { return [] }
            return [text.split(separator: separator, omittingEmptySubsequences: false).count]
        case .call(.if, let arguments):
            let branches = [(arguments[1], true), (arguments[2], false)].filter { _, holds in
                arguments[0].string.map { conditionFacts.mayBe($0, holds) } ?? true
            }
            return branches.flatMap { counts(of: $0.0) }
        case .ref, .call(.findInMap, _):
            let values = possibleValues(of: list) ?? []
            let counts = values.compactMap { $0.value.list?.count }
            // Of several, one that is long enough may be the one that is meant.
            return counts.count == values.count ? counts.max().map { [$0] } ?? [] : []
        default: return []
        }
    }
}

extension Template.Expression {
    /// Whether no parameter nor mapping has a part in it.
    fileprivate var isWrittenOut: Bool {
        switch self {
        case .ref, .call(.findInMap, _): false
        default: true
        }
    }

    /// Whether it is one element whatever the conditions say.
    fileprivate var isOneElement: Bool {
        switch self {
        case .ref("AWS::NoValue"), .call(.if, _), .malformed: false
        default: true
        }
    }
}

extension ConditionFacts<String> {
    /// Whether a condition may hold, or may not.
    fileprivate func mayBe(_ condition: String, _ holds: Bool) -> Bool { value(of: condition) != !holds }
}

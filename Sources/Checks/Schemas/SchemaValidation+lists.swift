import Template

extension SchemaValidation {
    mutating func validate(_ elements: [Template.Expression], _ schema: Schema) {
        if let items = schema.items {
            var index = 0
            while index < elements.count {
                path.append(.index(index))
                validate(elements[index], items)
                path.removeLast()
                index += 1
            }
        }
        guard schema.isOfUnique || schema.minItems != nil || schema.maxItems != nil else { return }
        let presences = elements.map { Presence($0, facts) }
        validateCount(presences, schema)
        guard schema.isOfUnique, elements.count > 1 else { return }
        // What is written in the same way comes to the same, whatever that is, and under the same conditions.
        var seen: Set<Template.Expression> = []
        for (index, element) in elements.enumerated() where presences[index] != .never {
            guard !seen.insert(element).inserted else { continue }
            report(
                "repeated-element", "the element stands in the list already", at: .index(index),
                fix: "leave it out", mend: .removal)
        }
    }

    private mutating func validateCount(_ presences: [Presence], _ schema: Schema) {
        if let wanted = schema.minItems, presences.most < wanted {
            report(
                "wrong-count", "the list has \(presences.most) elements; at least \(wanted) are wanted",
                fix: presences.most == 0 ? "add one\(orLeaveOut("the list"))" : "add more")
        }
        if let limit = schema.maxItems, presences.least > limit {
            report(
                "wrong-count", "the list has \(presences.least) elements; at most \(limit) are allowed",
                fix: "leave some out")
        }
    }
}

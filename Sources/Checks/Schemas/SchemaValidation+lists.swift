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
        guard schema.isOfUnique || !schema.uniqueKeys.isEmpty || schema.minItems != nil || schema.maxItems != nil
        else { return }
        let presences = elements.map { Presence($0, facts) }
        validateCount(presences, schema)
        if !schema.uniqueKeys.isEmpty { validate(elements, presences, differBy: schema.uniqueKeys) }
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

    /// - Parameter keys: the properties that no two elements have in common.
    private mutating func validate(
        _ elements: [Template.Expression], _ presences: [Presence], differBy keys: [String]
    ) {
        var seen: Set<[Template.Expression]> = []
        for (index, element) in elements.enumerated() where presences[index] == .always {
            let values = keys.compactMap { element[$0] }
            // What is written in the same way comes to the same, but for the branches of conditions.
            guard values.count == keys.count, values.allSatisfy({ Presence($0, facts) == .always }),
                !seen.insert(values).inserted
            else { continue }
            let shared = zip(keys, values).map { key, value in
                key + (value.scalarText.map { " " + shown($0) } ?? "")
            }
            report(
                "repeated-element", "an element before it has the same \(shared.joined(separator: " and "))",
                at: .index(index), fix: "write another \(keys.joined(separator: " or ")), or leave it out")
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

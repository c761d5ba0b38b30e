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
        for index in repetitions(elements.indices.map { presences[$0] == .never ? nil : elements[$0] }) {
            report(
                "repeated-element", "the element stands in the list already", at: .index(index),
                fix: "leave it out", mend: .removal)
        }
    }

    /// - Parameter keys: the properties that no two elements have in common.
    private mutating func validate(
        _ elements: [Template.Expression], _ presences: [Presence], differBy keys: [String]
    ) {
        let known = elements.indices.map { index -> Template.Expression? in
            guard presences[index] == .always else { return nil }
            let values = keys.compactMap { elements[index][$0] }
            // What is written in the same way comes to the same, but for the branches of conditions.
            return values.count == keys.count && values.allSatisfy { Presence($0, facts) == .always }
                ? .list(values) : nil
        }
        for index in repetitions(known) {
            let values = known[index]?.list ?? []
            let shared = zip(keys, values).map { key, value in
                key + (value.scalarText.map { " " + shown($0) } ?? "")
            }
            report(
                "repeated-element", "an element before it has the same \(shared.joined(separator: " and "))",
                at: .index(index), fix: "write another \(keys.joined(separator: " or ")), or leave it out")
        }
    }

    /// Where values stand that one before them is equal to.
    private func repetitions(_ values: [Template.Expression?]) -> [Int] {
        // Few are compared sooner than hashed.
        if values.count <= 8 {
            return values.indices.filter { index in values[index].map { values[..<index].contains($0) } ?? false }
        }
        var seen: Set<Template.Expression> = []
        return values.indices.filter { index in values[index].map { !seen.insert($0).inserted } ?? false }
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

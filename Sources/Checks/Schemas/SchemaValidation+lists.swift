import JSON
import Template

extension SchemaValidation {
    mutating func validate(
        _ elements: [Template.Expression], _ schema: JSONValue,
        _ facts: ConditionFacts<String>
    ) {
        if let items = schema["items"], items.members != nil {
            for (index, element) in elements.enumerated() {
                path.append(.index(index))
                validate(element, items, facts)
                path.removeLast()
            }
        }
        let isOfUnique = schema["uniqueItems"]?.boolean == true
        guard isOfUnique || schema["minItems"] != nil || schema["maxItems"] != nil else { return }
        let presences = elements.map { Presence($0, facts) }
        let most = presences.count { $0 != .never }
        let least = presences.count { $0 == .always }
        if let wanted = schema["minItems"]?.integer, most < wanted {
            report(
                "wrong-count", "the list has \(most) elements; at least \(wanted) are wanted",
                fix: most == 0 ? "add one, or leave the list out" : "add more")
        }
        if let limit = schema["maxItems"]?.integer, least > limit {
            report(
                "wrong-count", "the list has \(least) elements; at most \(limit) are allowed",
                fix: "leave some out")
        }
        guard isOfUnique else { return }
        // What is written in the same way comes to the same, whatever that is.
        var seen: Set<Template.Expression> = []
        for (index, element) in elements.enumerated() where presences[index] == .always {
            guard !seen.insert(element).inserted else { continue }
            report(
                "repeated-element", "the element stands in the list already", at: .index(index),
                fix: "leave it out")
        }
    }
}

import JSON
import Template

extension SchemaValidation {
    mutating func validate(
        _ elements: [Template.Expression], _ schema: JSONValue, at path: Template.Path,
        _ facts: ConditionFacts<String>
    ) {
        if let items = schema["items"], items.members != nil {
            for (index, element) in elements.enumerated() {
                validate(element, items, at: path.appending(index), facts)
            }
        }
        let isOfUnique = schema["uniqueItems"]?.boolean == true
        guard isOfUnique || schema["minItems"] != nil || schema["maxItems"] != nil else { return }
        let presences = elements.map { Presence($0, facts) }
        let most = presences.count { $0 != .never }
        let least = presences.count { $0 == .always }
        if let wanted = schema["minItems"]?.integer, most < wanted {
            report(
                "wrong-count", "the list has \(most) elements; at least \(wanted) are wanted", at: path,
                fix: most == 0 ? "add one, or leave the list out" : "add more")
        }
        if let limit = schema["maxItems"]?.integer, least > limit {
            report(
                "wrong-count", "the list has \(least) elements; at most \(limit) are allowed", at: path,
                fix: "leave some out")
        }
        guard isOfUnique else { return }
        // What is written in the same way comes to the same, whatever that is.
        var seen: Set<Template.Expression> = []
        for (index, element) in elements.enumerated() where presences[index] == .always {
            guard !seen.insert(element).inserted else { continue }
            report(
                "repeated-element", "the element stands in the list already", at: path.appending(index),
                fix: "leave it out")
        }
    }
}

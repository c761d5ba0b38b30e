import Diagnostics
import Template

extension Examination {
    /// A pattern has the form of events, with a list of what is wanted for each value ("Creating Amazon EventBridge event
    /// patterns" in its user guide).
    mutating func checkEventPattern(_ pattern: PlacedValue, depth: Int = 0) {
        guard let object = pattern.value.object, depth < 32 else { return }
        for entry in object.entries where !entry.key.hasPrefix("Fn::") {
            for value in PlacedValue(entry.value, at: pattern.path.appending(entry.key)).branches {
                switch value.value {
                case .object: checkEventPattern(value, depth: depth + 1)
                case .list where entry.key == "$or":
                    for element in value.elements { checkEventPattern(element, depth: depth + 1) }
                case .list: for element in value.elements { checkMatcher(element, "event-pattern") }
                case .string, .number, .boolean:
                    report(
                        "event-pattern", "the pattern has no list of values for \(entry.key)", at: value.path,
                        fix: "write [\(value.value.string.map { "\"\($0)\"" } ?? value.value.scalarText ?? "")]")
                case .null, .ref, .getAtt, .sub, .call, .malformed: break
                }
            }
        }
    }

    /// "AWS events" in the Amazon EventBridge events reference: whatever an event is about stands in its detail.
    mutating func checkEnvelope(_ pattern: PlacedValue) {
        let known = ["account", "detail", "detail-type", "id", "region", "resources", "source", "time", "version"]
        for entry in pattern.value.object?.entries ?? []
        where !known.contains(entry.key) && !["$or", "replay-name"].contains(entry.key) && !entry.key.hasPrefix("Fn::")
        {
            report(
                "event-pattern", "an event has no \(entry.key) beside its detail, so that none matches",
                severity: .warning,
                at: pattern.path.appending(entry.key),
                fix: Suggestion.fix(for: entry.key, in: known)
                    ?? "move it into detail, or write \(known.joined(separator: ", "))")
        }
    }

    /// "Comparison operators for use in event patterns" in the user guide.
    static let matchers = [
        "anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard",
    ]

    mutating func checkMatcher(_ element: PlacedValue, _ code: String) {
        guard let object = element.value.object, object.count == 1, let key = object.entries.first?.key,
            !key.hasPrefix("Fn::"), !Self.matchers.contains(key)
        else { return }
        report(
            code, "\(key) is no way to compare", at: element.path.appending(key),
            fix: Suggestion.fix(for: key, in: Self.matchers) ?? "use one of \(Self.matchers.joined(separator: ", "))")
    }
}

import Diagnostics
import Template

extension Examination {
    /// The most keys of one policy.
    private static let mostKeys = 5

    /// What a subscription lets through is a list of values for each key, or, of what the message's body has in it,
    /// keys of their own ("Amazon SNS subscription filter policies" in the Amazon SNS developer guide).
    mutating func checkFilterPolicy(_ policy: PlacedValue, of subscription: Template.Resource) {
        guard let object = policy.value.object, !object.hasMacros else { return }
        // The one that counts without any is the attributes'.
        let scope = subscription.properties["FilterPolicyScope"] ?? "MessageAttributes"
        checkKeys(of: policy, isNestable: scope != "MessageAttributes", depth: 0)
        guard object.count > Self.mostKeys, object["$or"] == nil else { return }
        report(
            "filter-policy", "the policy has \(object.count) keys, and \(Self.mostKeys) are the most", at: policy.path,
            fix: "filter by fewer")
    }

    private mutating func checkKeys(of policy: PlacedValue, isNestable: Bool, depth: Int) {
        guard let object = policy.value.object, !object.hasMacros, depth < 32 else { return }
        for entry in object.entries {
            for value in PlacedValue(entry.value, at: policy.path.appending(entry.key)).branches {
                switch value.value {
                case .object(let inner) where !isNestable && !inner.hasMacros:
                    report(
                        "filter-policy", "\(entry.key) is an object, and attributes of messages have no keys",
                        at: value.path,
                        fix: Self.matchers.contains(where: { inner[$0] != nil })
                            ? "write a list around it"
                            : "write \"FilterPolicyScope\": \"MessageBody\" beside the policy")
                case .object where entry.key != "$or": checkKeys(of: value, isNestable: isNestable, depth: depth + 1)
                case .list(let elements) where elements.isEmpty:
                    report(
                        "filter-policy", "there are no values for \(entry.key)", at: value.path,
                        fix: "write one, or leave the key out")
                case .list where entry.key == "$or":
                    for element in value.elements { checkKeys(of: element, isNestable: isNestable, depth: depth + 1) }
                case .list: for element in value.elements { checkMatcher(element, "filter-policy") }
                case .string, .number, .boolean:
                    report(
                        "filter-policy", "the policy has no list of values for \(entry.key)", at: value.path,
                        fix: "write [\(value.value.string.map { "\"\($0)\"" } ?? value.value.scalarText ?? "")]")
                case .object, .null, .ref, .getAtt, .sub, .call, .malformed: break
                }
            }
        }
    }
}

import JSON
import ResourceInterfaces

/// Makes an extension's schema one that the checks read: references replaced by what they lead to, and what says nothing
/// left out.
struct RuleNormalization {
    private let rule: RuleConfiguration.Rule
    private let definitions: [String: JSONTree]

    init(_ rule: RuleConfiguration.Rule, _ schema: JSONTree) {
        self.rule = rule
        definitions = schema["definitions"]?.members ?? [:]
    }

    func normalized(_ schema: JSONTree) -> JSONTree {
        var schema = chosen(normalized(schema, depth: 0))
        if let property = rule.ignoringCase { schema = ignoringCase(of: property, in: schema) }
        return schema
    }

    private func normalized(_ schema: JSONTree, depth: Int) -> JSONTree {
        // Deeper than any extension is: one that refers to itself.
        guard depth < 32 else { return .boolean(true) }
        switch schema {
        case .list(let elements): return .list(elements.map { normalized($0, depth: depth + 1) })
        case .object(let members):
            if let name = schema["$ref"]?.string?.split(separator: "/").last, let target = definitions[String(name)] {
                return normalized(target, depth: depth + 1)
            }
            var result: [String: JSONTree] = [:]
            for (key, value) in members where !isIdle(key, value) {
                result[key] = normalized(value, depth: depth + 1)
            }
            if let pattern = result["pattern"]?.string { result["pattern"] = .string(self.pattern(pattern)) }
            return Self.withoutNegatedRequirements(result)
        default: return schema
        }
    }

    /// Whether a keyword says nothing, or is not wanted.
    private func isIdle(_ key: String, _ value: JSONTree) -> Bool {
        switch key {
        case "description" where value.string != nil: true
        case "definitions": true
        case "additionalProperties", "required", "then": value == .boolean(true)
        default: rule.without?.contains(key) ?? false
        }
    }

    /// A pattern with what the rule replaces, and with letters of both cases behind a `(?i)` in its middle, which means
    /// the whole pattern elsewhere.
    private func pattern(_ text: String) -> String {
        var text = text
        for (old, new) in (rule.replacing ?? [:]).sorted(by: { $0.key < $1.key }) {
            text = text.replacing(old, with: new)
        }
        guard let flag = text.firstRange(of: "(?i)"), flag.lowerBound != text.startIndex else { return text }
        let rest = text[flag.upperBound...].map { letter in
            letter.isLetter ? "[\(letter.lowercased())\(letter.uppercased())]" : String(letter)
        }
        return text[..<flag.lowerBound] + rest.joined()
    }

    /// `not` of what is required, as properties that may not be there: of these a problem can name one.
    private static func withoutNegatedRequirements(_ members: [String: JSONTree]) -> JSONTree {
        let negated = members["not"]
        let alternatives = negated?["anyOf"]?.elements ?? negated.map { [$0] } ?? []
        let names = alternatives.compactMap { $0.members?.count == 1 ? $0["required"]?.elements : nil }
        guard !names.isEmpty, names.count == alternatives.count, names.allSatisfy({ $0.count == 1 }) else {
            return .object(members)
        }
        var result = members
        result["not"] = nil
        var properties = result["properties"]?.members ?? [:]
        for name in names.joined().compactMap(\.string) { properties[name] = .boolean(false) }
        result["properties"] = .object(properties)
        return .object(result)
    }

    // MARK: Of the rule

    /// Alternatives that differ in one property, as a condition each: so a problem is of the one that was meant.
    private func chosen(_ schema: JSONTree) -> JSONTree {
        guard let property = rule.choosing, let then = schema["then"], let alternatives = then["anyOf"]?.elements else {
            return schema
        }
        let conditions = alternatives.compactMap { alternative -> JSONTree? in
            guard var properties = alternative["properties"]?.members,
                let chosen = properties.removeValue(forKey: property)
            else { return nil }
            return .object([
                "if": .object(["properties": .object([property: chosen])]),
                "then": .object(["properties": .object(properties)]),
            ])
        }
        var result = schema
        result["then"] = .object(["allOf": .list(conditions)])
        return result
    }

    private func ignoringCase(of property: String, in schema: JSONTree) -> JSONTree {
        switch schema {
        case .list(let elements): .list(elements.map { ignoringCase(of: property, in: $0) })
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { key, value in
                        (key, key == property ? Self.ignoringCase(value) : ignoringCase(of: property, in: value))
                    }))
        default: schema
        }
    }

    private static func ignoringCase(_ schema: JSONTree) -> JSONTree {
        guard var members = schema.members else { return schema }
        if let values = members.removeValue(forKey: "enum") ?? members.removeValue(forKey: "const").map({ .list([$0]) })
        {
            members["enumCaseInsensitive"] = values
        }
        return .object(members)
    }
}

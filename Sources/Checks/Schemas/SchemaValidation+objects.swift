import Diagnostics
import JSON
import Template

extension SchemaValidation {
    mutating func validate(
        _ object: Template.Object, _ schema: JSONValue, _ facts: ConditionFacts<String>
    ) {
        for entry in object.entries {
            path.append(.key(entry.key))
            validate(entry, schema, facts)
            path.removeLast()
        }
        for name in schema["required"]?.elements?.compactMap(\.string) ?? [] {
            switch Presence(object[name], facts) {
            case .always: break
            case .never: reportMissing(name, where: [])
            case .missing(let guards): reportMissing(name, where: guards)
            }
        }
        validateGroups(object, schema, facts)
        validateCount(object, schema, facts)
    }

    private mutating func validateCount(
        _ object: Template.Object, _ schema: JSONValue, _ facts: ConditionFacts<String>
    ) {
        let limit = schema["maxProperties"]?.integer
        let wanted = schema["minProperties"]?.integer
        guard limit != nil || wanted != nil else { return }
        let presences = object.entries.map { Presence($0.value, facts) }
        let most = presences.count { $0 != .never }
        let least = presences.count { $0 == .always }
        if let limit, least > limit {
            report(
                "wrong-count", "the object has \(least) keys; at most \(limit) are allowed",
                fix: "leave some out")
        }
        if let wanted, most < wanted {
            report(
                "wrong-count", "the object has \(most) keys; at least \(wanted) are wanted",
                fix: "add more")
        }
    }

    private mutating func reportMissing(_ name: String, where guards: [Template.Guard]) {
        report("missing-property", "\(name) is missing\(guards.text), and required", fix: "add \(name)")
    }

    private mutating func validate(
        _ entry: Template.Object.Entry, _ schema: JSONValue, _ facts: ConditionFacts<String>
    ) {
        if let property = schema["properties"]?[entry.key] {
            return validate(entry.value, property, facts)
        }
        for member in schema["patternProperties"]?.members.map(Array.init) ?? [] {
            guard let isMatch = schemas.pattern(member.name)?.matches(entry.key) else { return }
            if isMatch { return validate(entry.value, member.value, facts) }
        }
        guard let additional = schema["additionalProperties"] else { return }
        if additional.members != nil {
            validate(entry.value, additional, facts)
        } else if additional.boolean == false {
            reportUnknown(entry.key, schema)
        }
    }

    private mutating func reportUnknown(_ key: String, _ schema: JSONValue) {
        let known = schema["properties"]?.members?.map(\.name) ?? []
        let nearest = Suggestion.nearest(to: key, in: known)
        report(
            "unknown-property", "\(key) was no property on \(schemas.catalogue.release)",
            fix: nearest.map { "did you mean \($0)?" }
                ?? (known.isEmpty ? "leave it out" : "choose one of \(known.sorted().joined(separator: ", "))"),
            severity: .ofUnknown(key, nearest: nearest))
    }

    // MARK: - Properties together

    private mutating func validateGroups(
        _ object: Template.Object, _ schema: JSONValue, _ facts: ConditionFacts<String>
    ) {
        // An empty list is as good as none to the services.
        func presence(_ name: String) -> Presence { object[name] == [] ? .never : Presence(object[name], facts) }
        func names(_ key: String) -> [String] { schema[key]?.elements?.compactMap(\.string) ?? [] }
        let exclusive = names("requiredXor")
        if !exclusive.isEmpty {
            let given = exclusive.filter { presence($0) == .always }
            if given.count > 1 {
                report(
                    "exclusive-properties", "\(given.joined(separator: " and ")) exclude each other",
                    fix: "leave all but one out")
            } else if exclusive.allSatisfy({ presence($0) == .never }) {
                reportMissing("one of \(exclusive.joined(separator: ", "))", where: [])
            }
        }
        let any = names("requiredOr")
        if !any.isEmpty, any.allSatisfy({ presence($0) == .never }) {
            reportMissing("one of \(any.joined(separator: ", "))", where: [])
        }
        for (name, others) in schema["dependentRequired"].groups where presence(name) == .always {
            for other in others where presence(other) == .never {
                report(
                    "missing-property", "\(other) is missing, and required with \(name)", fix: "add \(other)")
            }
        }
        for (name, others) in schema["dependentExcluded"].groups where presence(name) == .always {
            for other in others where presence(other) == .always {
                report(
                    "exclusive-properties", "\(name) and \(other) exclude each other",
                    fix: "leave one of them out")
            }
        }
    }
}

extension JSONValue? {
    /// Names by name.
    fileprivate var groups: [(name: String, others: [String])] {
        self?.members?.map { ($0.name, $0.value.elements?.compactMap(\.string) ?? []) } ?? []
    }
}

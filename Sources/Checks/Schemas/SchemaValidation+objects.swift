import Diagnostics
import Template

extension SchemaValidation {
    mutating func validate(_ object: Template.Object, _ schema: Schema) {
        var position = 0
        while position < object.entries.count {
            let entry = object.entries[position]
            path.append(.key(entry.key))
            validate(entry, schema)
            path.removeLast()
            position += 1
        }
        position = 0
        while position < schema.required.count {
            let name = schema.required[position]
            switch Presence(object[name], facts) {
            case .always: break
            case .never: reportMissing(name, where: [])
            case .missing(let guards): reportMissing(name, where: guards)
            }
            position += 1
        }
        if let groups = schema.groups {
            validate(object, groups)
            validateCount(object, groups)
        }
    }

    private mutating func validate(_ entry: Template.Object.Entry, _ schema: Schema) {
        let around = property
        defer { property = around }
        if let named = schema.property(entry.key) {
            property = (schema, entry.key)
            return validate(entry.value, named)
        }
        property = nil
        for property in schema.patternProperties {
            guard let isMatch = property.pattern?.matches(entry.key) else { return }
            if isMatch { return validate(entry.value, property.schema) }
        }
        switch schema.additional {
        case .schema(let schema): validate(entry.value, schema)
        case .forbidden: reportUnknown(entry.key, schema)
        case nil: break
        }
    }

    private mutating func reportUnknown(_ key: String, _ schema: Schema) {
        let known = schema.propertyNames
        let nearest = Suggestion.nearest(to: key, in: known)
        report(
            "unknown-property", "\(key) was no property on \(schemas.catalogue.release)",
            fix: nearest.map { "did you mean \($0)?" }
                ?? (known.isEmpty ? "leave it out" : "choose one of \(known.sorted().joined(separator: ", "))"),
            mend: Suggestion.correction(of: key, in: known).map(Mend.key), severity: .ofUnknown(key, nearest: nearest))
    }

    private mutating func reportMissing(_ name: String, where guards: [Template.Guard]) {
        report("missing-property", "\(name) is missing\(guards.text), and required", fix: "add \(name)")
    }

    // MARK: - Properties together

    private mutating func validateCount(_ object: Template.Object, _ groups: PropertyGroups) {
        guard groups.minProperties != nil || groups.maxProperties != nil else { return }
        let presences = object.entries.map { Presence($0.value, facts) }
        if let limit = groups.maxProperties, presences.least > limit {
            report(
                "wrong-count", "the object has \(presences.least) keys; at most \(limit) are allowed",
                fix: "leave some out")
        }
        if let wanted = groups.minProperties, presences.most < wanted {
            report(
                "wrong-count", "the object has \(presences.most) keys; at least \(wanted) are wanted",
                fix: "add more")
        }
    }

    private mutating func validate(_ object: Template.Object, _ groups: PropertyGroups) {
        // An empty list is as good as none to the services.
        func presence(_ name: String) -> Presence { object[name] == [] ? .never : Presence(object[name], facts) }
        if !groups.exactlyOne.isEmpty {
            let given = groups.exactlyOne.filter { presence($0) == .always }
            if given.count > 1 {
                report(
                    "exclusive-properties", "\(given.joined(separator: " and ")) exclude each other",
                    fix: "leave all but one out")
            } else if groups.exactlyOne.allSatisfy({ presence($0) == .never }) {
                reportMissing("one of \(groups.exactlyOne.joined(separator: ", "))", where: [])
            }
        }
        if !groups.oneOrMore.isEmpty, groups.oneOrMore.allSatisfy({ presence($0) == .never }) {
            reportMissing("one of \(groups.oneOrMore.joined(separator: ", "))", where: [])
        }
        for (name, others) in groups.requiredWith where presence(name) == .always {
            for other in others where presence(other) == .never {
                report(
                    "missing-property", "\(other) is missing, and required with \(name)", fix: "add \(other)")
            }
        }
        for (name, others) in groups.excludedWith where presence(name) == .always {
            for other in others where presence(other) == .always {
                report(
                    "exclusive-properties", "\(name) and \(other) exclude each other",
                    fix: "leave one of them out")
            }
        }
    }
}

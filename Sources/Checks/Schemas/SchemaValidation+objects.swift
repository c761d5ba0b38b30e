import Diagnostics
import Template

extension SchemaValidation {
    mutating func validate(_ object: Template.Object, _ schema: Schema) {
        var position = 0
        if schema.isOpen {
            // Rules name few properties, and there are many rules.
            while position < schema.propertyNames.count {
                let name = schema.propertyNames[position]
                if let value = object[name] { validate(Template.Object.Entry(name, value), schema) }
                position += 1
            }
        } else {
            while position < object.entries.count {
                validate(object.entries[position], schema)
                position += 1
            }
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
        path.append(.key(entry.key))
        defer {
            path.removeLast()
            property = around
        }
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
        case .forbidden where schema.propertyNames.isEmpty && !schema.patternProperties.isEmpty:
            let pattern = schema.patternProperties.map(\.text).joined(separator: " or ")
            report(
                "pattern-mismatch", "the key \(entry.key) does not match the pattern \(pattern)",
                fix: "write a key as the pattern asks")
        case .forbidden: reportUnknown(entry.key, schema)
        case nil: break
        }
    }

    private mutating func reportUnknown(_ key: String, _ schema: Schema) {
        let known = schema.propertyNames
        let nearest = Suggestion.nearest(to: key, in: known)
        report(
            "unknown-property", "\(key) was no property on \(schemas.catalogue.release)",
            fix: known.isEmpty ? "leave it out" : Suggestion.choice(for: key, in: known.sorted()),
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
        if !groups.exactlyOne.isEmpty { validate(object, exactlyOne: groups.exactlyOne) }
        if !groups.oneOrMore.isEmpty { validate(object, oneOrMore: groups.oneOrMore) }
        for (name, others) in groups.requiredWith where has(name, object) != .no {
            for other in others {
                decide({ .all([$0.has(name, object), !$0.has(other, object)]) }) { validation, isMissing in
                    guard isMissing else { return }
                    validation.report(
                        "missing-property", "\(other) is missing, and required with \(name)", fix: "add \(other)")
                }
            }
        }
        for (name, others) in groups.excludedWith where has(name, object) != .no {
            // Where both exclude each other it is said once.
            for other in others where name < other || !groups.excludes(other, name) {
                decide({ .all([$0.has(name, object), $0.has(other, object)]) }) { validation, isWrong in
                    guard isWrong else { return }
                    validation.report(
                        "exclusive-properties", "\(name) and \(other) exclude each other",
                        fix: "leave one of them out")
                }
            }
        }
    }

    private mutating func validate(_ object: Template.Object, exactlyOne names: [String]) {
        let pairs = names.indices.flatMap { one in names.indices.dropFirst(one + 1).map { (names[one], names[$0]) } }
        decide({ validation in .any(pairs.map { .all([validation.has($0, object), validation.has($1, object)]) }) }) {
            validation, isWrong in
            guard isWrong else { return }
            let given = names.filter { validation.has($0, object) == .yes }
            validation.report(
                "exclusive-properties", "\(given.joined(separator: " and ")) exclude each other",
                fix: "leave all but one out")
        }
        validate(object, oneOrMore: names)
    }

    private mutating func validate(_ object: Template.Object, oneOrMore names: [String]) {
        decide({ validation in .any(names.map { validation.has($0, object) }) }) { validation, isThere in
            if !isThere { validation.reportMissing("one of \(names.joined(separator: ", "))", where: []) }
        }
    }

    /// Whether a property is given. An empty list is as good as none to the services.
    private func has(_ name: String, _ object: Template.Object) -> Fit {
        // Most are not there, and comparing takes longer.
        guard let value = object[name] else { return .no }
        if value == "" { return .unknown }
        return switch value == [] ? .never : Presence(value, facts) {
        case .always: .yes
        case .never: .no
        case .missing(let guards): guards.first.map { .depends(on: $0.condition) } ?? .unknown
        }
    }
}

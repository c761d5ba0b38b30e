import Diagnostics
import Template

extension SchemaValidation {
    mutating func validate(_ object: Template.Object, _ schema: Schema) {
        var position = 0
        if schema.isOpen {
            // Rules name few properties, and there are many rules.
            while position < schema.propertyCount, let properties = schema.properties {
                if let index = object.index(of: properties.name(at: position)) {
                    validate(object.entries[index], schema, property: position)
                }
                position += 1
            }
        } else {
            while position < object.entries.count {
                let entry = object.entries[position]
                validate(entry, schema, property: schema.properties?.index(of: entry.key))
                position += 1
            }
        }
        if let required = schema.required {
            for element in required.elements {
                guard let name = element.text else { continue }
                switch Presence(object[name], facts) {
                case .always: break
                case .never: reportMissing(name.string, where: [])
                case .missing(let guards): reportMissing(name.string, where: guards)
                }
            }
        }
        if let groups = schema.groups {
            validate(object, groups)
            validateCount(object, groups)
        }
    }

    /// - Parameter index: where the schema has it; nil for one that it does not name.
    private mutating func validate(_ entry: Template.Object.Entry, _ schema: Schema, property index: Int?) {
        if let index, let properties = schema.properties, properties.isSound(entry.value, at: index) { return }
        let around = property
        path.append(.key(entry.key))
        defer {
            path.removeLast()
            property = around
        }
        if let index, let properties = schema.properties {
            property = (schema, index)
            let isSound = isSound { $0.validate(entry.value, properties.schema(at: index)) }
            if isSound { properties.addSound(entry.value, at: index) }
            return
        }
        property = nil
        for property in schema.patternProperties {
            guard let isMatch = property.pattern?.matches(entry.key) else { return }
            if isMatch { return validate(entry.value, property.schema) }
        }
        switch schema.additional {
        case .schema(let schema): validate(entry.value, schema)
        case .forbidden where schema.propertyCount == 0 && !schema.patternProperties.isEmpty:
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
        if guards.isEmpty { problems[problems.count - 1].missing = name }
    }

    /// - Parameter names: of properties each of which would do.
    mutating func reportMissing(anyOf names: [String]) {
        reportMissing("one of \(names.joined(separator: ", "))", where: [])
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
        if let names = groups.exactlyOne { validate(object, exactlyOne: names) }
        if let names = groups.oneOrMore { validate(object, oneOrMore: names) }
        if let required = groups.requiredWith {
            for dependency in required.members where object.index(of: dependency.key) != nil {
                validate(object, dependency.key.string, requires: dependency.value.strings)
            }
        }
        if let excluded = groups.excludedWith {
            for dependency in excluded.members where object.index(of: dependency.key) != nil {
                let name = dependency.key.string
                // Where both exclude each other it is said once.
                let others = dependency.value.names(in: object).filter { name < $0 || !groups.excludes($0, name) }
                validate(object, name, excludes: others)
            }
        }
    }

    private mutating func validate(_ object: Template.Object, _ name: String, requires others: [String]) {
        for other in others {
            decide({ $0.has(name, object).and(!$0.has(other, object)) }) { validation, isMissing in
                guard isMissing else { return }
                validation.report(
                    "missing-property", "\(other) is missing, and required with \(name)", fix: "add \(other)")
            }
        }
    }

    private mutating func validate(_ object: Template.Object, _ name: String, excludes others: [String]) {
        for other in others {
            decide({ $0.has(name, object).and($0.has(other, object)) }) { validation, isWrong in
                guard isWrong else { return }
                validation.report(
                    "exclusive-properties", "\(name) and \(other) exclude each other",
                    fix: "leave one of them out")
            }
        }
    }

    private mutating func validate(_ object: Template.Object, exactlyOne names: CatalogueJSON) {
        let given = names.names(in: object)
        let pairs = given.indices.flatMap { one in given.indices.dropFirst(one + 1).map { (given[one], given[$0]) } }
        decide({ validation in
            pairs.reduce(.no) { $0.or(validation.has($1.0, object).and(validation.has($1.1, object))) }
        }) { validation, isWrong in
            guard isWrong else { return }
            let given = given.filter { validation.has($0, object) == .yes }
            validation.report(
                "exclusive-properties", "\(given.joined(separator: " and ")) exclude each other",
                fix: "leave all but one out")
        }
        validate(object, oneOrMore: names)
    }

    private mutating func validate(_ object: Template.Object, oneOrMore names: CatalogueJSON) {
        let given = names.names(in: object)
        decide({ validation in given.reduce(.no) { $0.or(validation.has($1, object)) } }) { validation, isThere in
            if !isThere { validation.reportMissing(anyOf: names.strings) }
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
        case .missing(let guards): Fit(dependingOn: guards)
        }
    }
}

extension CatalogueJSON {
    /// Those names of a list that an object has as keys.
    fileprivate func names(in object: Template.Object) -> [String] {
        var names: [String] = []
        for element in elements {
            if let name = element.text, object.index(of: name) != nil { names.append(name.string) }
        }
        return names
    }
}

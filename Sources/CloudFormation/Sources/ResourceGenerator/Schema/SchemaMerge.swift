extension ResourceSchema {
    /// Adds what another region's variant of the same type has: a property that exists in one region exists.
    ///
    /// A restriction stays only where both have it, so that no region's valid template becomes inexpressible.
    mutating func merge(_ other: ResourceSchema) {
        // What can be set in one region can be set: read-only is what is so wherever it exists.
        readOnly = readOnly.filter { other.readOnly.contains($0) || !other.hasProperty(at: $0) }
            + other.readOnly.filter { !readOnly.contains($0) && !hasProperty(at: $0) }
        body.merge(other.body)
        definitions.merge(other.definitions) { mine, theirs in
            var merged = mine
            merged.merge(theirs)
            return merged
        }
        writeOnly.appendMissing(other.writeOnly)
        createOnly.appendMissing(other.createOnly)
        conditionalCreateOnly.appendMissing(other.conditionalCreateOnly)
        deprecated.removeAll { !other.deprecated.contains($0) }
        if primaryIdentifier.isEmpty { primaryIdentifier = other.primaryIdentifier }
        if tagging?.taggable != true { tagging = other.tagging ?? tagging }
        if replacementStrategy == nil { replacementStrategy = other.replacementStrategy }
    }

    private func hasProperty(at path: String) -> Bool { SchemaReader(self).property(at: path) != nil }
}

extension PropertySchema {
    mutating func merge(_ other: PropertySchema) {
        guard self != other else { return }
        func merged(_ mine: PropertySchema, _ theirs: PropertySchema) -> PropertySchema {
            var result = mine
            result.merge(theirs)
            return result
        }
        reference = reference ?? other.reference
        isMixed = isMixed || other.isMixed || Self.areUnrelated(possibleTypes, other.possibleTypes)
        types.appendMissing(other.types)
        format = format ?? other.format
        relationship = relationship ?? other.relationship
        if enumeration.isEmpty || other.enumeration.isEmpty {
            enumeration = []
        } else {
            enumeration.appendMissing(other.enumeration)
        }
        if let theirs = other.properties { properties = (properties ?? [:]).merging(theirs, uniquingKeysWith: merged) }
        patternProperties.merge(other.patternProperties, uniquingKeysWith: merged)
        if additionalProperties == .forbidden { additionalProperties = other.additionalProperties }
        required.removeAll { !other.required.contains($0) }
        switch (items, other.items) {
        case (.schema(let mine), .schema(let theirs)): items = .schema(merged(mine, theirs))
        case (.none, let theirs): items = theirs
        case (.schema, .none): break
        }
        anyOf.appendMissing(other.anyOf)
        oneOf.appendMissing(other.oneOf)
        allOf.appendMissing(other.allOf)
        pattern = pattern == other.pattern ? pattern : nil
        minLength = Self.loosest(minLength, other.minLength, min)
        maxLength = Self.loosest(maxLength, other.maxLength, max)
        minItems = Self.loosest(minItems, other.minItems, min)
        maxItems = Self.loosest(maxItems, other.maxItems, max)
        minimum = Self.loosest(minimum, other.minimum, min)
        maximum = Self.loosest(maximum, other.maximum, max)
    }

    /// The types it says, or those that its alternatives say.
    private var possibleTypes: [String] { types.isEmpty ? (anyOf + oneOf).flatMap(\.possibleTypes) : types }

    /// Whether no value can be of one of these types and of one of those.
    private static func areUnrelated(_ mine: [String], _ theirs: [String]) -> Bool {
        guard !mine.isEmpty, !theirs.isEmpty, !mine.contains(where: theirs.contains) else { return false }
        let numbers: Set = ["integer", "number"]
        return numbers.isDisjoint(with: mine) || numbers.isDisjoint(with: theirs)
    }

    private static func loosest<T>(_ mine: T?, _ theirs: T?, _ choose: (T, T) -> T) -> T? {
        guard let mine, let theirs else { return nil }
        return choose(mine, theirs)
    }
}

extension Array where Element: Equatable {
    mutating func appendMissing(_ others: [Element]) {
        for other in others where !contains(other) { append(other) }
    }
}

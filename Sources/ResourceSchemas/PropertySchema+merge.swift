extension PropertySchema {
    /// Adds what another variant of the same schema has: a property that exists in one region exists.
    ///
    /// A restriction stays only where both have it, so that nothing that one of them accepts becomes inexpressible.
    package mutating func merge(_ other: PropertySchema) {
        guard self != other else { return }
        reference = reference ?? other.reference
        target = target ?? other.target
        isMixed =
            isMixed || other.isMixed || Self.areUnrelated(possibleTypes, other.possibleTypes)
            || mayBeObject(unlike: other) || other.mayBeObject(unlike: self)
            || (onlyPart == nil) != (other.onlyPart == nil)
        types.appendMissing(other.types)
        mergeScalars(other)
        mergeLists(other)
        mergeObjects(other)
        anyOf.appendMissing(other.anyOf)
        oneOf.appendMissing(other.oneOf)
        allOf.appendMissing(other.allOf)
    }

    private mutating func mergeScalars(_ other: PropertySchema) {
        format = format ?? other.format
        relationship = relationship ?? other.relationship
        pattern = pattern == other.pattern ? pattern : nil
        minLength = Self.loosest(minLength, other.minLength, min)
        maxLength = Self.loosest(maxLength, other.maxLength, max)
        minimum = Self.loosest(minimum, other.minimum, min)
        maximum = Self.loosest(maximum, other.maximum, max)
        exclusiveMinimum = Self.loosest(exclusiveMinimum, other.exclusiveMinimum, min)
        exclusiveMaximum = Self.loosest(exclusiveMaximum, other.exclusiveMaximum, max)
        multipleOf = multipleOf == other.multipleOf ? multipleOf : nil

        if enumeration.isEmpty || other.enumeration.isEmpty {
            enumeration = []
        } else {
            enumeration.appendMissing(other.enumeration)
        }
        ignoresCase = ignoresCase || other.ignoresCase
    }

    private mutating func mergeLists(_ other: PropertySchema) {
        switch (items, other.items) {
        case (.schema(let mine), .schema(let theirs)): items = .schema(Self.merged(mine, theirs))
        case (.none, let theirs): items = theirs
        case (.schema, .none): break
        }
        minItems = Self.loosest(minItems, other.minItems, min)
        maxItems = Self.loosest(maxItems, other.maxItems, max)
        hasUniqueItems = hasUniqueItems && other.hasUniqueItems
        isUnordered = isUnordered || other.isUnordered
        if uniqueKeys != other.uniqueKeys { uniqueKeys = [] }
    }

    private mutating func mergeObjects(_ other: PropertySchema) {
        if let theirs = other.properties {
            properties = (properties ?? [:]).merging(theirs, uniquingKeysWith: Self.merged)
        }
        patternProperties.merge(other.patternProperties, uniquingKeysWith: Self.merged)
        if additionalProperties == .forbidden { additionalProperties = other.additionalProperties }
        minProperties = Self.loosest(minProperties, other.minProperties, min)
        maxProperties = Self.loosest(maxProperties, other.maxProperties, max)
        required.removeAll { !other.required.contains($0) }
        if requiredOr != other.requiredOr { requiredOr = [] }
        if requiredXor != other.requiredXor { requiredXor = [] }
        dependentRequired = dependentRequired.filter { other.dependentRequired[$0.key] == $0.value }
        dependentExcluded = dependentExcluded.filter { other.dependentExcluded[$0.key] == $0.value }
    }

    /// What `allOf` holds, where that is one schema and nothing else is said.
    var onlyPart: PropertySchema? {
        guard allOf.count == 1, let part = allOf.first else { return nil }
        var rest = self
        rest.allOf = []
        return rest == PropertySchema() ? part : nil
    }

    /// The types it says, or those that its alternatives say.
    private var possibleTypes: [String] { types.isEmpty ? (anyOf + oneOf).flatMap(\.possibleTypes) : types }

    /// Whether one of its alternatives is an object, where the other schema says that it is none.
    private func mayBeObject(unlike other: Self) -> Bool {
        types.isEmpty && possibleTypes.contains("object") && !other.types.isEmpty && !other.types.contains("object")
    }

    /// Whether no value can be of one of these types and of one of those.
    private static func areUnrelated(_ mine: [String], _ theirs: [String]) -> Bool {
        guard !mine.isEmpty, !theirs.isEmpty, !mine.contains(where: theirs.contains) else { return false }
        let numbers: Set = ["integer", "number"]
        return numbers.isDisjoint(with: mine) || numbers.isDisjoint(with: theirs)
    }

    private static func merged(_ mine: PropertySchema, _ theirs: PropertySchema) -> PropertySchema {
        var result = mine
        result.merge(theirs)
        return result
    }

    private static func loosest<T>(_ mine: T?, _ theirs: T?, _ choose: (T, T) -> T) -> T? {
        guard let mine, let theirs else { return nil }
        return choose(mine, theirs)
    }
}

extension Array where Element: Equatable {
    package mutating func appendMissing(_ others: [Element]) {
        for other in others where !contains(other) { append(other) }
    }
}

extension PropertySchema: Codable {
    private enum Key: String, CodingKey {
        case reference = "$ref"
        case target = "refersTo"
        case type, format, relationshipRef, pattern, minLength, maxLength
        case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
        case `enum`, enumCaseInsensitive, const
        case items, minItems, maxItems, uniqueItems, uniqueKeys, insertionOrder
        case properties, patternProperties, additionalProperties, minProperties, maxProperties
        case required, requiredOr, requiredXor, dependentRequired, dependencies, dependentExcluded
        case anyOf, oneOf, allOf
    }

    // MARK: Reading

    /// The keywords of a schema.
    private struct Keywords {
        let container: KeyedDecodingContainer<Key>

        func optional<T: Decodable>(_ key: Key, _ type: T.Type = T.self) throws -> T? {
            try container.decodeIfPresent(T.self, forKey: key)
        }

        /// Nil also for what is there in another form than the one that can be expressed here.
        func lenient<T: Decodable>(_ key: Key, _ type: T.Type = T.self) -> T? {
            container.contains(key) ? try? container.decode(T.self, forKey: key) : nil
        }
    }

    /// Reads a JSON schema.
    public init(from decoder: any Decoder) throws {
        let keywords = Keywords(container: try decoder.container(keyedBy: Key.self))
        reference = try keywords.optional(.reference)
        target = try keywords.optional(.target)
        types = keywords.lenient(.type, String.self).map { [$0] } ?? keywords.lenient(.type) ?? []
        try readStrings(keywords)
        try readNumbers(keywords)
        try readValues(keywords)
        try readLists(keywords)
        try readObjects(keywords)
        anyOf = try keywords.optional(.anyOf) ?? []
        oneOf = try keywords.optional(.oneOf) ?? []
        allOf = try keywords.optional(.allOf) ?? []
    }

    private mutating func readStrings(_ keywords: Keywords) throws {
        format = try keywords.optional(.format)
        relationship = keywords.lenient(.relationshipRef)
        pattern = try keywords.optional(.pattern)
        minLength = try keywords.optional(.minLength)
        maxLength = try keywords.optional(.maxLength)
    }

    private mutating func readNumbers(_ keywords: Keywords) throws {
        minimum = try keywords.optional(.minimum)
        maximum = try keywords.optional(.maximum)
        exclusiveMinimum = try keywords.optional(.exclusiveMinimum)
        exclusiveMaximum = try keywords.optional(.exclusiveMaximum)
        multipleOf = try keywords.optional(.multipleOf)
    }

    private mutating func readValues(_ keywords: Keywords) throws {
        if let values = try keywords.optional(.enum, [SchemaScalar].self) {
            enumeration = values
        } else if let values = try keywords.optional(.enumCaseInsensitive, [SchemaScalar].self) {
            enumeration = values
            ignoresCase = true
        } else if keywords.container.contains(.const) {
            enumeration = keywords.lenient(.const, SchemaScalar.self).map { [$0] } ?? []
        }
    }

    private mutating func readLists(_ keywords: Keywords) throws {
        // A list of schemas, one for each position, says nothing that a list type could express.
        items = keywords.lenient(.items, PropertySchema.self).map(Items.schema) ?? .none
        minItems = try keywords.optional(.minItems)
        maxItems = try keywords.optional(.maxItems)
        hasUniqueItems = try keywords.optional(.uniqueItems) ?? false
        isUnordered = keywords.lenient(.insertionOrder) == false
        uniqueKeys = try keywords.optional(.uniqueKeys) ?? []
    }

    private mutating func readObjects(_ keywords: Keywords) throws {
        properties = try keywords.optional(.properties)
        patternProperties = try keywords.optional(.patternProperties) ?? [:]
        if let flag = keywords.lenient(.additionalProperties, Bool.self) {
            additionalProperties = flag ? .allowed : .forbidden
        } else if let schema = try keywords.optional(.additionalProperties, PropertySchema.self) {
            additionalProperties = .schema(schema)
        }
        minProperties = try keywords.optional(.minProperties)
        maxProperties = try keywords.optional(.maxProperties)
        required = keywords.lenient(.required) ?? []
        requiredOr = try keywords.optional(.requiredOr) ?? []
        requiredXor = try keywords.optional(.requiredXor) ?? []
        dependentRequired = try keywords.optional(.dependentRequired) ?? [:]
        // The older name of the same keyword, which can also hold schemas.
        if let older = keywords.lenient(.dependencies, [String: [String]].self) {
            dependentRequired.merge(older) { mine, _ in mine }
        }
        dependentExcluded = try keywords.optional(.dependentExcluded) ?? [:]
    }

    // MARK: Writing

    /// Encodes as a JSON schema, what says nothing left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(reference, forKey: .reference)
        try container.encodeIfPresent(target, forKey: .target)
        if types.count == 1 {
            try container.encode(types[0], forKey: .type)
        } else {
            try container.encode(unlessEmpty: types, forKey: .type)
        }
        try writeScalars(to: &container)
        try writeLists(to: &container)
        try writeObjects(to: &container)
        try container.encode(unlessEmpty: anyOf, forKey: .anyOf)
        try container.encode(unlessEmpty: oneOf, forKey: .oneOf)
        try container.encode(unlessEmpty: allOf, forKey: .allOf)
    }

    private func writeScalars(to container: inout KeyedEncodingContainer<Key>) throws {
        try container.encodeIfPresent(format, forKey: .format)
        try container.encodeIfPresent(relationship, forKey: .relationshipRef)
        try container.encodeIfPresent(pattern, forKey: .pattern)
        try container.encodeIfPresent(minLength, forKey: .minLength)
        try container.encodeIfPresent(maxLength, forKey: .maxLength)
        try container.encodeIfPresent(minimum, forKey: .minimum)
        try container.encodeIfPresent(maximum, forKey: .maximum)
        try container.encodeIfPresent(exclusiveMinimum, forKey: .exclusiveMinimum)
        try container.encodeIfPresent(exclusiveMaximum, forKey: .exclusiveMaximum)
        try container.encodeIfPresent(multipleOf, forKey: .multipleOf)
        try container.encode(unlessEmpty: enumeration, forKey: ignoresCase ? .enumCaseInsensitive : .enum)
    }

    private func writeLists(to container: inout KeyedEncodingContainer<Key>) throws {
        if case .schema(let schema) = items { try container.encode(schema, forKey: .items) }
        try container.encodeIfPresent(minItems, forKey: .minItems)
        try container.encodeIfPresent(maxItems, forKey: .maxItems)
        if hasUniqueItems { try container.encode(true, forKey: .uniqueItems) }
        if isUnordered { try container.encode(false, forKey: .insertionOrder) }
        try container.encode(unlessEmpty: uniqueKeys, forKey: .uniqueKeys)
    }

    private func writeObjects(to container: inout KeyedEncodingContainer<Key>) throws {
        try container.encodeIfPresent(properties, forKey: .properties)
        try container.encode(unlessEmpty: patternProperties, forKey: .patternProperties)
        switch additionalProperties {
        case .unspecified: break
        case .forbidden: try container.encode(false, forKey: .additionalProperties)
        case .allowed: try container.encode(true, forKey: .additionalProperties)
        case .schema(let schema): try container.encode(schema, forKey: .additionalProperties)
        }
        try container.encodeIfPresent(minProperties, forKey: .minProperties)
        try container.encodeIfPresent(maxProperties, forKey: .maxProperties)
        try container.encode(unlessEmpty: required, forKey: .required)
        try container.encode(unlessEmpty: requiredOr, forKey: .requiredOr)
        try container.encode(unlessEmpty: requiredXor, forKey: .requiredXor)
        try container.encode(unlessEmpty: dependentRequired, forKey: .dependentRequired)
        try container.encode(unlessEmpty: dependentExcluded, forKey: .dependentExcluded)
    }
}

extension KeyedEncodingContainer {
    fileprivate mutating func encode<Values: Collection & Encodable>(unlessEmpty values: Values, forKey key: Key) throws
    {
        if !values.isEmpty { try encode(values, forKey: key) }
    }
}

extension PropertySchema: Codable {
    private enum Key: String, CodingKey {
        case reference = "$ref"
        case type, format, relationshipRef, pattern, minLength, maxLength
        case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
        case `enum`, enumCaseInsensitive, const
        case items, minItems, maxItems, uniqueItems, uniqueKeys
        case properties, patternProperties, additionalProperties, minProperties, maxProperties
        case required, requiredOr, requiredXor, dependentRequired, dependencies, dependentExcluded
        case anyOf, oneOf, allOf
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func optional<T: Decodable>(_ key: Key, _ type: T.Type = T.self) throws -> T? {
            try container.decodeIfPresent(T.self, forKey: key)
        }
        /// Nil also for what is there in another form than the one that can be expressed here.
        func lenient<T: Decodable>(_ key: Key, _ type: T.Type = T.self) -> T? {
            container.contains(key) ? try? container.decode(T.self, forKey: key) : nil
        }

        reference = try optional(.reference)
        types = lenient(.type, String.self).map { [$0] } ?? lenient(.type) ?? []
        format = try optional(.format)
        relationship = lenient(.relationshipRef)
        pattern = try optional(.pattern)
        minLength = try optional(.minLength)
        maxLength = try optional(.maxLength)

        minimum = try optional(.minimum)
        maximum = try optional(.maximum)
        exclusiveMinimum = try optional(.exclusiveMinimum)
        exclusiveMaximum = try optional(.exclusiveMaximum)
        multipleOf = try optional(.multipleOf)

        if let values = try optional(.enum, [SchemaScalar].self) {
            enumeration = values
        } else if let values = try optional(.enumCaseInsensitive, [SchemaScalar].self) {
            enumeration = values
            ignoresCase = true
        } else if container.contains(.const) {
            enumeration = lenient(.const, SchemaScalar.self).map { [$0] } ?? []
        }

        // A list of schemas, one for each position, says nothing that a list type could express.
        items = lenient(.items, PropertySchema.self).map(Items.schema) ?? .none
        minItems = try optional(.minItems)
        maxItems = try optional(.maxItems)
        hasUniqueItems = try optional(.uniqueItems) ?? false
        uniqueKeys = try optional(.uniqueKeys) ?? []

        properties = try optional(.properties)
        patternProperties = try optional(.patternProperties) ?? [:]
        if let flag = lenient(.additionalProperties, Bool.self) {
            additionalProperties = flag ? .allowed : .forbidden
        } else if let schema = try optional(.additionalProperties, PropertySchema.self) {
            additionalProperties = .schema(schema)
        }
        minProperties = try optional(.minProperties)
        maxProperties = try optional(.maxProperties)
        required = lenient(.required) ?? []
        requiredOr = try optional(.requiredOr) ?? []
        requiredXor = try optional(.requiredXor) ?? []
        dependentRequired = try optional(.dependentRequired) ?? [:]
        // The older name of the same keyword, which can also hold schemas.
        if let older = lenient(.dependencies, [String: [String]].self) {
            dependentRequired.merge(older) { mine, _ in mine }
        }
        dependentExcluded = try optional(.dependentExcluded) ?? [:]

        anyOf = try optional(.anyOf) ?? []
        oneOf = try optional(.oneOf) ?? []
        allOf = try optional(.allOf) ?? []
    }

    /// Encodes as a JSON schema, what says nothing left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        func list<T: Encodable>(_ values: [T], _ key: Key) throws {
            if !values.isEmpty { try container.encode(values, forKey: key) }
        }
        func map<T: Encodable>(_ values: [String: T], _ key: Key) throws {
            if !values.isEmpty { try container.encode(values, forKey: key) }
        }

        try container.encodeIfPresent(reference, forKey: .reference)
        if types.count == 1 { try container.encode(types[0], forKey: .type) } else { try list(types, .type) }
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

        try list(enumeration, ignoresCase ? .enumCaseInsensitive : .enum)

        if case .schema(let schema) = items { try container.encode(schema, forKey: .items) }
        try container.encodeIfPresent(minItems, forKey: .minItems)
        try container.encodeIfPresent(maxItems, forKey: .maxItems)
        if hasUniqueItems { try container.encode(true, forKey: .uniqueItems) }
        try list(uniqueKeys, .uniqueKeys)

        try container.encodeIfPresent(properties, forKey: .properties)
        try map(patternProperties, .patternProperties)
        switch additionalProperties {
        case .unspecified: break
        case .forbidden: try container.encode(false, forKey: .additionalProperties)
        case .allowed: try container.encode(true, forKey: .additionalProperties)
        case .schema(let schema): try container.encode(schema, forKey: .additionalProperties)
        }
        try container.encodeIfPresent(minProperties, forKey: .minProperties)
        try container.encodeIfPresent(maxProperties, forKey: .maxProperties)
        try list(required, .required)
        try list(requiredOr, .requiredOr)
        try list(requiredXor, .requiredXor)
        try map(dependentRequired, .dependentRequired)
        try map(dependentExcluded, .dependentExcluded)

        try list(anyOf, .anyOf)
        try list(oneOf, .oneOf)
        try list(allOf, .allOf)
    }
}

/// One JSON schema of a resource type: of a property, a definition, an array's items or the type's own body.
///
/// Only what the generator uses is read; everything else in a schema is ignored, descriptions above all.
struct PropertySchema: Sendable, Equatable {
    /// What `additionalProperties` says.
    indirect enum AdditionalProperties: Sendable, Equatable {
        case unspecified
        case forbidden
        case allowed
        case schema(PropertySchema)
    }

    /// The schema of an array's items. An enumeration, because a structure cannot hold itself.
    indirect enum Items: Sendable, Equatable {
        case none
        case schema(PropertySchema)
    }

    /// A `relationshipRef`: the property of another type that this one takes its value from.
    struct Relationship: Sendable, Equatable, Hashable {
        let typeName: String
        let propertyPath: String
    }

    var reference: String?
    var types: [String] = []
    /// Whether it was merged from alternatives that have no type in common.
    var isMixed = false
    var format: String?
    var relationship: Relationship?
    var enumeration: [SchemaScalar] = []
    var properties: [String: PropertySchema]?
    var patternProperties: [String: PropertySchema] = [:]
    var additionalProperties: AdditionalProperties = .unspecified
    var required: [String] = []
    var items: Items = .none
    var anyOf: [PropertySchema] = []
    var oneOf: [PropertySchema] = []
    var allOf: [PropertySchema] = []
    var pattern: String?
    var minLength: Int?
    var maxLength: Int?
    var minItems: Int?
    var maxItems: Int?
    var minimum: Double?
    var maximum: Double?

    init() {}
}

extension PropertySchema: Decodable {
    private enum Key: String, CodingKey {
        case reference = "$ref", type, format, relationshipRef, `enum`, enumCaseInsensitive, const
        case properties, patternProperties, additionalProperties, required, items, anyOf, oneOf, allOf
        case pattern, minLength, maxLength, minItems, maxItems, minimum, maximum
    }

    private enum RelationshipKey: String, CodingKey {
        case typeName, propertyPath
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func list(_ key: Key) throws -> [PropertySchema] {
            try container.decodeIfPresent([PropertySchema].self, forKey: key) ?? []
        }
        reference = try container.decodeIfPresent(String.self, forKey: .reference)
        if let type = try? container.decodeIfPresent(String.self, forKey: .type) {
            types = [type]
        } else {
            types = try container.decodeIfPresent([String].self, forKey: .type) ?? []
        }
        format = try container.decodeIfPresent(String.self, forKey: .format)
        if let nested = try? container.nestedContainer(keyedBy: RelationshipKey.self, forKey: .relationshipRef),
           let typeName = try nested.decodeIfPresent(String.self, forKey: .typeName) {
            relationship = Relationship(
                typeName: typeName, propertyPath: try nested.decodeIfPresent(String.self, forKey: .propertyPath) ?? "")
        }
        if let scalars = try container.decodeIfPresent([SchemaScalar].self, forKey: .enum)
            ?? container.decodeIfPresent([SchemaScalar].self, forKey: .enumCaseInsensitive) {
            enumeration = scalars
        } else if let constant = try? container.decodeIfPresent(SchemaScalar.self, forKey: .const) {
            enumeration = [constant]
        }
        properties = try container.decodeIfPresent([String: PropertySchema].self, forKey: .properties)
        patternProperties = try container.decodeIfPresent([String: PropertySchema].self, forKey: .patternProperties) ?? [:]
        if let flag = try? container.decodeIfPresent(Bool.self, forKey: .additionalProperties) {
            additionalProperties = flag ? .allowed : .forbidden
        } else if let schema = try container.decodeIfPresent(PropertySchema.self, forKey: .additionalProperties) {
            additionalProperties = .schema(schema)
        }
        required = (try? container.decodeIfPresent([String].self, forKey: .required)) ?? []
        // A list of schemas, one for each position, says nothing that a list type could express.
        if let schema = try? container.decodeIfPresent(PropertySchema.self, forKey: .items) {
            items = .schema(schema)
        }
        anyOf = try list(.anyOf)
        oneOf = try list(.oneOf)
        allOf = try list(.allOf)
        pattern = try container.decodeIfPresent(String.self, forKey: .pattern)
        minLength = try container.decodeIfPresent(Int.self, forKey: .minLength)
        maxLength = try container.decodeIfPresent(Int.self, forKey: .maxLength)
        minItems = try container.decodeIfPresent(Int.self, forKey: .minItems)
        maxItems = try container.decodeIfPresent(Int.self, forKey: .maxItems)
        minimum = try container.decodeIfPresent(Double.self, forKey: .minimum)
        maximum = try container.decodeIfPresent(Double.self, forKey: .maximum)
    }
}

import ResourceSchemas

/// The limits that a schema sets to a value, for doc comments.
struct ValueLimits: Sendable, Equatable {
    var minLength: Int?
    var maxLength: Int?
    var minItems: Int?
    var maxItems: Int?
    var minimum: Double?
    var maximum: Double?
    var pattern: String?
    var hasUniqueItems = false
    /// The values that are allowed, where they do not become an enumeration.
    var values: [String] = []

    init() {}

    init(_ schema: PropertySchema) {
        minLength = schema.minLength
        maxLength = schema.maxLength
        minItems = schema.minItems
        maxItems = schema.maxItems
        minimum = schema.minimum
        maximum = schema.maximum
        pattern = schema.pattern
        hasUniqueItems = schema.hasUniqueItems
        values = schema.enumeration.map(\.text)
    }

    /// These limits, and those of a schema that the property refers to or consists of.
    func adding(_ other: ValueLimits) -> ValueLimits {
        var result = self
        result.minLength = minLength ?? other.minLength
        result.maxLength = maxLength ?? other.maxLength
        result.minItems = minItems ?? other.minItems
        result.maxItems = maxItems ?? other.maxItems
        result.minimum = minimum ?? other.minimum
        result.maximum = maximum ?? other.maximum
        result.pattern = pattern ?? other.pattern
        result.hasUniqueItems = hasUniqueItems || other.hasUniqueItems
        if values.isEmpty { result.values = other.values }
        return result
    }
}

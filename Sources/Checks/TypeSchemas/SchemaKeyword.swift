/// The keywords of schemas that say something of values: those of JSON Schema, and those that the catalogue has beside
/// them.
enum SchemaKeyword: String, CaseIterable {
    case type, finding
    case minItems, maxItems, uniqueItems, uniqueKeys
    case required, additionalProperties, patternProperties
    case allOf, anyOf, oneOf
    case `if`, then, `else`, not, contains, maxContains, propertyNames, contentSchema
    // Of texts and numbers.
    case `enum`, const, enumCaseInsensitive
    case minLength, maxLength, pattern
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    // By lists beside the schema, and by days.
    case offered, version, lifecycle, format
    // Of properties together.
    case requiredXor, requiredOr, dependentRequired, dependentExcluded, minProperties, maxProperties

    /// Nil for what says nothing of values, such as a description.
    init?(_ name: String) {
        guard let keyword = Self.byName[name] else { return nil }
        self = keyword
    }

    // Comparing with each of them takes longer, and every keyword of every schema is looked up.
    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

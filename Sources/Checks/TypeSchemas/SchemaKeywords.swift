import JSON

/// The keywords of one schema while they are read.
struct SchemaKeywords {
    var types: [ValueType] = []
    var scalars = ScalarRules()
    var minItems: Int?
    var maxItems: Int?
    var isOfUnique = false
    var uniqueKeys: [String] = []
    var required: [String] = []
    var groups = PropertyGroups()
    var hasAlternatives = false
    /// Whether nothing is said of properties that it does not name.
    var isOpen = true
    var conditions: [SchemaKeyword: JSONValue] = [:]
    var values = ValueRules()
    var finding: SchemaFinding?

    mutating func read(_ member: JSONMember) {
        guard let keyword = SchemaKeyword(member.name) else { return }
        let value = member.value
        switch keyword {
        case .type: types = (value.string.map { [$0] } ?? value.strings).compactMap(ValueType.init)
        case .finding: finding = SchemaFinding(value)
        case .minItems: minItems = value.integer
        case .maxItems: maxItems = value.integer
        case .uniqueItems: isOfUnique = value.boolean == true
        case .uniqueKeys: uniqueKeys = value.strings
        case .required: required = value.strings
        case .additionalProperties, .patternProperties: isOpen = false
        case .allOf, .anyOf, .oneOf: hasAlternatives = true
        case .if, .then, .else, .not, .contains, .maxContains, .propertyNames, .contentSchema:
            conditions[keyword] = value
        case .enum, .const, .enumCaseInsensitive, .minLength, .maxLength, .pattern, .minimum, .maximum,
            .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
            scalars.read(keyword, value)
        case .offered, .version, .lifecycle, .format: values.read(keyword, value)
        case .requiredXor, .requiredOr, .dependentRequired, .dependentExcluded, .minProperties, .maxProperties:
            groups.read(keyword, value)
        }
    }
}

extension JSONValue {
    /// A whole number; nil for anything else.
    var integer: Int? { number.flatMap { Int($0) } }

    /// The strings among the elements of a list.
    var strings: [String] { elements?.compactMap(\.string) ?? [] }

    /// Strings, numbers and booleans among the elements of a list, as texts.
    var scalarTexts: [String] { elements?.compactMap(\.scalarText) ?? [] }

    /// A string, number or boolean as text.
    var scalarText: String? { string ?? number ?? boolean.map { $0 ? "true" : "false" } }
}

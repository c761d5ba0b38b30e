import JSON

/// The keywords of one schema while they are read.
struct SchemaKeywords {
    var types: [ValueType] = []
    var scalars = ScalarRules()
    var minItems: Int?
    var maxItems: Int?
    var isOfUnique = false
    var required: [String] = []
    var groups = PropertyGroups()
    var hasAlternatives = false
    /// Whether nothing is said of properties that it does not name.
    var isOpen = true
    var conditions: [String: JSONValue] = [:]
    var values = ValueRules()
    var finding: SchemaFinding?

    mutating func read(_ member: JSONMember) {
        let value = member.value
        switch member.name {
        case "type": types = (value.string.map { [$0] } ?? value.strings).compactMap(ValueType.init)
        case "minItems": minItems = value.integer
        case "maxItems": maxItems = value.integer
        case "uniqueItems": isOfUnique = value.boolean == true
        case "required": required = value.strings
        case "allOf", "anyOf", "oneOf": hasAlternatives = true
        case "additionalProperties", "patternProperties": isOpen = false
        case "if", "then", "else", "not", "contains", "propertyNames": conditions[member.name] = value
        case "finding": finding = SchemaFinding(value)
        case let name: if !scalars.read(name, value), !values.read(name, value) { groups.read(name, value) }
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

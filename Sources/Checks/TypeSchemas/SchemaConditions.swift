/// What a schema says under conditions: of values that fit another schema, or do not.
final class SchemaConditions {
    /// It owns the schema.
    private unowned let owner: TypeSchema
    private var parts: Parts

    private struct Parts {
        var condition, consequence, otherwise, negated, contained, mostContained, names, content: CatalogueJSON?
    }

    /// `if`
    private(set) lazy var condition = schema(parts.condition)
    /// `then`
    private(set) lazy var consequence = schema(parts.consequence)
    /// `else`
    private(set) lazy var otherwise = schema(parts.otherwise)
    /// `not`
    private(set) lazy var negated = schema(parts.negated)
    /// Of one element of a list at least: `contains`
    private(set) lazy var contained = schema(parts.contained)
    /// How many elements may be as `contains` says; nil for any number, of which one at least: `maxContains`
    var mostContained: Int? { parts.mostContained?.integer }
    /// Of all keys: `propertyNames`
    private(set) lazy var names = schema(parts.names)
    /// Of the JSON document that a text is: `contentSchema`
    private(set) lazy var content = schema(parts.content)

    init(of owner: TypeSchema) {
        self.owner = owner
        parts = Parts()
    }

    func read(_ keyword: CatalogueJSON.Text, _ value: CatalogueJSON) {
        switch keyword {
        case "if": parts.condition = value
        case "then": parts.consequence = value
        case "else": parts.otherwise = value
        case "not": parts.negated = value
        case "contains": parts.contained = value
        case "maxContains": parts.mostContained = value
        case "propertyNames": parts.names = value
        case "contentSchema": parts.content = value
        default: break
        }
    }

    private func schema(_ json: CatalogueJSON?) -> Schema? { json.map { owner.schema($0) } }
}

import JSON

/// What a schema says under conditions: of values that fit another schema, or do not.
final class SchemaConditions {
    private let json: [SchemaKeyword: JSONValue]
    /// It owns the schema.
    private unowned let owner: TypeSchema

    /// `if`
    private(set) lazy var condition = schema(.if)
    /// `then`
    private(set) lazy var consequence = schema(.then)
    /// `else`
    private(set) lazy var otherwise = schema(.else)
    /// `not`
    private(set) lazy var negated = schema(.not)
    /// Of one element of a list at least: `contains`
    private(set) lazy var contained = schema(.contains)
    /// How many elements may be as `contains` says; nil for any number, of which one at least: `maxContains`
    private(set) lazy var mostContained = json[.maxContains]?.integer
    /// Of all keys: `propertyNames`
    private(set) lazy var names = schema(.propertyNames)
    /// Of the JSON document that a text is: `contentSchema`
    private(set) lazy var content = schema(.contentSchema)

    init(_ json: [SchemaKeyword: JSONValue], of owner: TypeSchema) {
        self.json = json
        self.owner = owner
    }

    private func schema(_ keyword: SchemaKeyword) -> Schema? { json[keyword].map { owner.schema($0) } }
}

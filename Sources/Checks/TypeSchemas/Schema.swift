import JSON
import Patterns

/// One schema of a type, with its keywords decoded: once, since many values are held against it.
///
/// The schemas within it are read when they are asked for. Of a large type most never are.
final class Schema {
    /// The JSON types of values, in the order in which the schema names them; empty where it says nothing of them.
    let types: [ValueType]
    /// What it says of texts and numbers; nil for nothing.
    let scalars: ScalarRules?
    let minItems: Int?
    let maxItems: Int?
    /// Whether elements differ from each other.
    let isOfUnique: Bool
    /// The properties by which elements differ from each other; empty for none.
    let uniqueKeys: [String]
    let required: [String]
    /// What it says of properties together; nil for nothing.
    let groups: PropertyGroups?
    /// Whether nothing is said of properties that it does not name.
    let isOpen: Bool
    /// Whether others of its schemas count too: `allOf`, `anyOf`, `oneOf`.
    let hasAlternatives: Bool
    /// What it says under conditions; nil for nothing.
    let conditions: SchemaConditions?
    /// What it asks of values by lists and by days; nil for nothing.
    let values: ValueRules?
    /// What problems with it are to be reported as; nil for what its keywords say.
    let finding: SchemaFinding?
    /// Whether nothing fits: `false`.
    let isForbidden: Bool

    private let json: JSONValue?
    /// It owns the schema.
    private unowned let owner: TypeSchema
    private var properties: [String: Schema?] = [:]
    /// How what properties refer to is written.
    private var identifiers: [String: IdentifierFormat?] = [:]

    private(set) lazy var items: Schema? = json?["items"].flatMap { $0.members == nil ? nil : owner.schema($0) }
    /// Of what no property is named; nil where that is allowed, whatever it is.
    private(set) lazy var additional: Additional? = json?["additionalProperties"].flatMap { value in
        if value.members != nil { return .schema(owner.schema(value)) }
        return value.boolean == false ? .forbidden : nil
    }
    private(set) lazy var patternProperties: [(pattern: Pattern?, text: String, schema: Schema)] =
        json?["patternProperties"]?.members?.map { (Pattern($0.name), $0.name, owner.schema($0.value)) } ?? []
    private lazy var pattern: Pattern? = scalars?.pattern.flatMap { Pattern($0) }
    /// The texts that were held against the pattern: many resources have the same ones.
    private var matches: [String: Bool?] = [:]
    private var partialMatches: [PartialText: Bool?] = [:]
    private var targets: [String: [ReferenceTarget]?] = [:]
    private var lifecycles: [String: ValueRules.Lifecycle?] = [:]
    private(set) lazy var all = schemas("allOf")
    /// Of each list of alternatives one is to fit.
    private(set) lazy var choices = [schemas("anyOf"), schemas("oneOf")].filter { !$0.isEmpty }

    enum Additional {
        case forbidden
        case schema(Schema)
    }

    /// - Parameter json: nil for one that nobody can read, which allows everything.
    init(_ json: JSONValue?, of owner: TypeSchema) {
        self.json = json
        self.owner = owner
        var keywords = SchemaKeywords()
        if let members = json?.members { for member in members { keywords.read(member) } }
        types = keywords.types
        scalars = keywords.scalars.isEmpty ? nil : keywords.scalars
        minItems = keywords.minItems
        maxItems = keywords.maxItems
        isOfUnique = keywords.isOfUnique
        uniqueKeys = keywords.uniqueKeys
        required = keywords.required
        groups = keywords.groups.isEmpty ? nil : keywords.groups
        isOpen = keywords.isOpen
        hasAlternatives = keywords.hasAlternatives
        conditions = keywords.conditions.isEmpty ? nil : SchemaConditions(keywords.conditions, of: owner)
        values = keywords.values.isEmpty ? nil : keywords.values
        finding = keywords.finding
        isForbidden = json?.boolean == false
    }

    /// Whether some texts fit, and others do not.
    var saysSomethingOfTexts: Bool { scalars != nil || values != nil || conditions != nil || hasAlternatives }

    /// Whether there are no other properties than those named.
    var isClosed: Bool { if case .forbidden? = additional { true } else { false } }

    /// Whether a text may stand there, as far as types say it.
    var takesText: Bool { types.isEmpty || types.contains { $0 != .array && $0 != .object && $0 != .null } }

    /// Whether it says what properties there are.
    var hasNamedProperties: Bool { json?["properties"] != nil || json?["patternProperties"] != nil }

    /// The names of the properties, as the schema has them.
    private(set) lazy var propertyNames: [String] = json?["properties"]?.members?.map(\.name) ?? []

    /// Of a property that is named; nil for one that is not.
    func property(_ name: String) -> Schema? {
        if let known = properties[name] { return known }
        let property = json?["properties"]?[name].map { owner.schema($0) }
        properties.updateValue(property, forKey: name)
        return property
    }

    /// Whether a text matches the pattern; nil where there is none, or where that cannot be told.
    func matches(_ text: String) -> Bool? {
        if let known = matches[text] { return known }
        let isMatch = pattern.flatMap { $0.matches(text) }
        matches.updateValue(isMatch, forKey: text)
        return isMatch
    }

    /// The same of a text of which parts are not known; nil also where these decide it.
    func matches(_ text: PartialText) -> Bool? {
        if let known = partialMatches[text] { return known }
        let isMatch = pattern.flatMap { $0.matches(text) }
        partialMatches.updateValue(isMatch, forKey: text)
        return isMatch
    }

    /// What a property that is named may refer to; nil where nothing is known of that.
    func target(of name: String) -> [ReferenceTarget]? {
        if let known = targets[name] { return known }
        let target = json?["properties"]?[name]?["refersTo"]?.string.map { ReferenceTarget.all(in: $0) }
        targets.updateValue(target, forKey: name)
        return target
    }

    /// When a value is no longer taken; nil for one of which no end is known.
    func lifecycle(of value: String) -> ValueRules.Lifecycle? {
        if let known = lifecycles[value] { return known }
        let lifecycle = values?.lifecycle(of: value)
        lifecycles.updateValue(lifecycle, forKey: value)
        return lifecycle
    }

    /// How that is written, where there is one way only.
    func identifierFormat(of name: String) -> IdentifierFormat? {
        if let known = identifiers[name] { return known }
        let format = target(of: name).flatMap { IdentifierFormat(of: $0) }
        identifiers.updateValue(format, forKey: name)
        return format
    }

    /// Forgets the schemas within it, which may lead back to it.
    func release() {
        properties = [:]
        items = nil
        additional = nil
        patternProperties = []
        all = []
        choices = []
    }

    private func schemas(_ keyword: String) -> [Schema] {
        json?[keyword]?.elements?.map { owner.schema($0) } ?? []
    }
}

/// A JSON type as schemas name them.
enum ValueType: String {
    case string, integer, number, boolean, array, object, null

    /// As in "allowed: a list".
    var words: String {
        switch self {
        case .array: "a list"
        case .object: "an object"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .null: "null"
        }
    }
}

import Patterns

/// One schema of a type, with its keywords decoded: once, since many values are held against it.
///
/// The schemas within it are read when they are asked for. Of a large type most never are.
final class Schema {
    /// The JSON types of values; empty where it says nothing of them.
    private(set) var types: ValueTypes = []
    /// What it says of texts and numbers; nil for nothing.
    private(set) var scalars: ScalarRules?
    private(set) var minItems: Int?
    private(set) var maxItems: Int?
    /// Whether elements differ from each other.
    private(set) var isOfUnique = false
    /// The properties by which elements differ from each other; empty for none.
    private(set) var uniqueKeys: [String] = []
    /// The names of the properties that are to be there; nil for none.
    private(set) var required: CatalogueJSON?
    /// What it says of properties together; nil for nothing.
    private(set) var groups: PropertyGroups?
    /// The properties that it names; nil for none.
    private(set) var properties: NamedSchemas?
    /// Those that hold beside it: `allOf`
    private(set) var all: SchemaParts?
    /// What it says under conditions; nil for nothing.
    private(set) var conditions: SchemaConditions?
    /// What it asks of values by lists and by days; nil for nothing.
    private(set) var values: ValueRules?
    /// What stands at its `$ref`: it says nothing itself then.
    private(set) var reference: CatalogueJSON?

    private let json: CatalogueJSON?
    /// It owns the schema.
    private unowned let owner: TypeSchema
    private var parts = Parts()

    /// What is read later.
    private struct Parts {
        var patternProperties, additional, items, finding, any, one, refersTo: CatalogueJSON?
    }

    /// What the values refer to of the property that it stands at, beside a `$ref` too; nil for nothing.
    private(set) lazy var propertyReference = parts.refersTo.map { PropertyReference($0) }
    private(set) lazy var items: Schema? = parts.items.map { owner.schema($0) }
    /// Of what no property is named; nil where that is allowed, whatever it is.
    private(set) lazy var additional: Additional? = parts.additional.flatMap { value in
        if value.isObject { return .schema(owner.schema(value)) }
        return value.boolean == false ? .forbidden : nil
    }
    private(set) lazy var patternProperties: [(pattern: Pattern?, text: String, schema: Schema)] =
        parts.patternProperties?.members.map { member in
            let text = member.key.string
            return (Pattern(text), text, owner.schema(member.value))
        } ?? []
    private lazy var pattern = scalars?.pattern.map { owner.pattern($0.string) }
    /// Of each list of alternatives one is to fit.
    private(set) lazy var choices = [parts.any, parts.one].compactMap(\.self)
        .map { $0.elements.map { owner.schema($0) } }.filter { !$0.isEmpty }

    enum Additional {
        case forbidden
        case schema(Schema)
    }

    /// - Parameter json: nil for one that nobody can read, which allows everything.
    init(_ json: CatalogueJSON?, of owner: TypeSchema) {
        self.json = json
        self.owner = owner
        guard let json else { return }
        var members = json.members
        while let member = members.next() { read(member.key, member.value, in: &members) }
    }

    private func read(
        _ keyword: CatalogueJSON.Text, _ value: CatalogueJSON, in members: inout CatalogueJSON.Members
    ) {
        // The most frequent ones first.
        switch keyword {
        case "type": types = ValueTypes(value)
        case "$ref": reference = value
        case "properties": properties = NamedSchemas(value, in: &members, of: owner)
        case "definitions": owner.define(value, in: &members)
        case "additionalProperties": parts.additional = value
        case "enum", "const", "enumCaseInsensitive", "minLength", "maxLength", "pattern", "minimum", "maximum",
            "exclusiveMinimum", "exclusiveMaximum", "multipleOf":
            let scalars = scalars ?? ScalarRules()
            scalars.read(keyword, value)
            self.scalars = scalars
        case "items": parts.items = value.isObject ? value : nil
        case "required": required = value.hasElements ? value : nil
        case "refersTo": parts.refersTo = value
        case "finding": parts.finding = value
        case "if", "then", "else", "not", "contains", "maxContains", "propertyNames", "contentSchema":
            let conditions = conditions ?? SchemaConditions(of: owner)
            conditions.read(keyword, value)
            self.conditions = conditions
        case "minItems": minItems = value.integer
        case "maxItems": maxItems = value.integer
        case "uniqueItems": isOfUnique = value.boolean == true
        case "allOf": all = SchemaParts(value, of: owner)
        case "anyOf": parts.any = value
        case "oneOf": parts.one = value
        case "offered", "version", "lifecycle", "format":
            // Other formats say what a text means, and not how it looks.
            if "format" ~= keyword, !["ipv4", "ipv6"].contains(value.string) { break }
            let values = values ?? ValueRules()
            values.read(keyword, value)
            self.values = values
        case "requiredXor", "requiredOr", "dependentRequired", "dependentExcluded", "minProperties", "maxProperties":
            let groups = groups ?? PropertyGroups()
            groups.read(keyword, value)
            self.groups = groups
        case "uniqueKeys": uniqueKeys = value.strings
        case "patternProperties": parts.patternProperties = value
        // What says nothing of values, such as a description.
        default: break
        }
    }

    /// Whether nothing fits: `false`.
    var isForbidden: Bool { json?.boolean == false }

    /// What problems with it are to be reported as; nil for what its keywords say.
    var finding: SchemaFinding? { parts.finding.flatMap { SchemaFinding($0) } }

    /// The JSON types of values, in the order in which it names them.
    var typeNames: [ValueTypes] {
        guard let names = json?["type"] else { return [] }
        return names.text.map { [ValueTypes(named: $0)] } ?? names.elements.compactMap(\.text).map(ValueTypes.init)
    }

    /// Whether nothing is said of properties that it does not name.
    var isOpen: Bool { parts.additional == nil && parts.patternProperties == nil }

    /// Whether others of its schemas count too: `allOf`, `anyOf`, `oneOf`.
    var hasAlternatives: Bool { all != nil || parts.any != nil || parts.one != nil }

    /// Whether some texts fit, and others do not.
    var saysSomethingOfTexts: Bool { scalars != nil || values != nil || conditions != nil || hasAlternatives }

    /// Whether there are no other properties than those named.
    var isClosed: Bool { if case .forbidden? = additional { true } else { false } }

    /// Whether a text may stand there, as far as types say it.
    var takesText: Bool { types.isEmpty || !types.isDisjoint(with: .ofScalars) }

    // MARK: - Properties

    /// Whether it says what properties there are.
    var hasNamedProperties: Bool { properties != nil || parts.patternProperties != nil }

    /// The names of the properties, as the schema has them.
    var propertyNames: [String] { (0..<propertyCount).compactMap { properties?.name(at: $0).string } }

    func requires(_ name: String) -> Bool { required?.hasElement(name) == true }

    var propertyCount: Int { properties?.count ?? 0 }

    /// Of a property that is named; nil for one that is not.
    func property(_ name: String) -> Schema? {
        guard let properties, let index = properties.index(of: name) else { return nil }
        return properties.schema(at: index)
    }

    // MARK: - Texts

    /// Whether a text matches the pattern; nil where there is none, or where that cannot be told.
    func matches(_ text: String) -> Bool? { pattern?.matches(text) }

    /// The same of a text of which parts are not known; nil also where these decide it.
    func matches(_ text: PartialText) -> Bool? { pattern?.matches(text) }

    /// Forgets the schemas within it, which may lead back to it.
    func release() {
        properties = nil
        items = nil
        additional = nil
        patternProperties = []
        all = nil
        choices = []
    }
}

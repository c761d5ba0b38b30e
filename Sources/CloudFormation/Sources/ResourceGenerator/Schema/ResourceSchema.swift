/// The schema of one resource type, as CloudFormation's registry publishes it.
///
/// Property paths are kept as written there without the leading `/properties/`: `Endpoint/Address`.
struct ResourceSchema: Sendable, Equatable {
    /// What the schema says about tags.
    struct Tagging: Sendable, Equatable, Decodable {
        var taggable: Bool?
        var tagProperty: String?
    }

    var typeName: TypeName
    /// The type's own properties, required ones and alternatives: the schema seen as the schema of an object.
    var body: PropertySchema
    var definitions: [String: PropertySchema] = [:]
    var readOnly: [String] = []
    var writeOnly: [String] = []
    var createOnly: [String] = []
    var conditionalCreateOnly: [String] = []
    var deprecated: [String] = []
    var primaryIdentifier: [String] = []
    var tagging: Tagging?
    /// `delete_then_create` where CloudFormation cannot create the replacement first.
    var replacementStrategy: String?

    init(typeName: TypeName, body: PropertySchema = PropertySchema()) {
        self.typeName = typeName
        self.body = body
    }

    var properties: [String: PropertySchema] { body.properties ?? [:] }
}

extension ResourceSchema: Decodable {
    private enum Key: String, CodingKey {
        case typeName, definitions, readOnlyProperties, writeOnlyProperties, createOnlyProperties
        case conditionalCreateOnlyProperties, deprecatedProperties, primaryIdentifier, tagging, taggable
        case replacementStrategy
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func paths(_ key: Key) throws -> [String] {
            (try container.decodeIfPresent([String].self, forKey: key) ?? []).map(Self.propertyPath)
        }
        let name = try container.decode(String.self, forKey: .typeName)
        guard let typeName = TypeName(name) else {
            throw DecodingError.dataCorruptedError(
                forKey: .typeName, in: container, debugDescription: "\(name) is not a resource type's name")
        }
        self.typeName = typeName
        body = try PropertySchema(from: decoder)
        definitions = try container.decodeIfPresent([String: PropertySchema].self, forKey: .definitions) ?? [:]
        readOnly = try paths(.readOnlyProperties)
        writeOnly = try paths(.writeOnlyProperties)
        createOnly = try paths(.createOnlyProperties)
        conditionalCreateOnly = try paths(.conditionalCreateOnlyProperties)
        deprecated = try paths(.deprecatedProperties)
        primaryIdentifier = try paths(.primaryIdentifier)
        tagging = try container.decodeIfPresent(Tagging.self, forKey: .tagging)
        // Older schemas say it at the top.
        if tagging == nil, let taggable = try container.decodeIfPresent(Bool.self, forKey: .taggable) {
            tagging = Tagging(taggable: taggable, tagProperty: nil)
        }
        replacementStrategy = try container.decodeIfPresent(String.self, forKey: .replacementStrategy)
    }

    /// `/properties/Endpoint/properties/Address` and `/properties/Endpoint/Address` both as `Endpoint/Address`.
    static func propertyPath(_ pointer: String) -> String {
        var parts = pointer.split(separator: "/").map(String.init)
        if parts.first == "properties" { parts.removeFirst() }
        // A property may itself be called "properties": only one between two names is the schema's keyword.
        return parts.enumerated()
            .filter { $0.element != "properties" || $0.offset == 0 || $0.offset == parts.count - 1 }
            .map { $0.element == "items" || $0.element == "[*]" ? "*" : $0.element }
            .joined(separator: "/")
    }
}

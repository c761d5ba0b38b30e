import ResourceSchemas

/// The schema of one resource type, as CloudFormation's registry publishes it.
///
/// Property paths are kept as written there without the leading `/properties/`: `Endpoint/Address`.
struct ResourceSchema: Sendable, Equatable {
    /// What the schema says about tags.
    struct TagRule: Sendable, Equatable, Decodable {
        var taggable: Bool?
        var tagProperty: String?
        /// Whether a resource has its tags from its first moment on; nil for yes.
        var tagOnCreate: Bool?
    }

    var typeName: TypeName
    /// The type's properties.
    var object: ObjectSchema
    var readOnly: [String] = []
    var writeOnly: [String] = []
    var createOnly: [String] = []
    var conditionalCreateOnly: [String] = []
    var deprecated: [String] = []
    var primaryIdentifier: [String] = []
    var tagging: TagRule?
    /// `delete_then_create` where CloudFormation cannot create the replacement first.
    var replacementStrategy: String?
    /// What AWS keeps in another spelling than it is given.
    var rewritten: [String] = []
    /// Whether CloudFormation has nothing that reads a resource of the type.
    var isUnreadable = false
    /// Whether the service is on its way out.
    var lifecycle: ResourceFacts.Lifecycle?
    /// The actions that each of CloudFormation's own handlers needs, by its name: `s3:CreateBucket`, by `create`. Nil where
    /// the schema tells of no handlers.
    var handlers: [String: [String]]?

    var properties: [String: PropertySchema] { object.properties }

    /// The actions that any of the handlers needs.
    var permissions: [String] { (handlers ?? [:]).values.flatMap(\.self) }
}

extension ResourceSchema: Decodable {
    private enum Key: String, CodingKey {
        case typeName, readOnlyProperties, writeOnlyProperties, createOnlyProperties
        case conditionalCreateOnlyProperties, deprecatedProperties, primaryIdentifier, tagging, taggable
        case replacementStrategy, handlers, lifecycle, propertyTransform
    }

    /// The paths that are the names of its members.
    private struct Paths: Decodable {
        struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
        let names: [String]

        init(from decoder: any Decoder) throws {
            names = try decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue)
        }
    }

    private struct Handler: Decodable {
        var permissions: [String]?
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
        object = try ObjectSchema(from: decoder)
        readOnly = try paths(.readOnlyProperties)
        writeOnly = try paths(.writeOnlyProperties)
        createOnly = try paths(.createOnlyProperties)
        conditionalCreateOnly = try paths(.conditionalCreateOnlyProperties)
        deprecated = try paths(.deprecatedProperties)
        primaryIdentifier = try paths(.primaryIdentifier)
        tagging = try container.decodeIfPresent(TagRule.self, forKey: .tagging)
        // Older schemas say it at the top.
        if tagging == nil, let taggable = try container.decodeIfPresent(Bool.self, forKey: .taggable) {
            tagging = TagRule(taggable: taggable, tagProperty: nil, tagOnCreate: nil)
        }
        replacementStrategy = try container.decodeIfPresent(String.self, forKey: .replacementStrategy)
        handlers = try container.decodeIfPresent([String: Handler].self, forKey: .handlers)?
            .mapValues { $0.permissions ?? [] }
        isUnreadable = handlers?["read"] == nil
        let transforms = try container.decodeIfPresent(Paths.self, forKey: .propertyTransform)
        rewritten = (transforms?.names ?? []).map(Self.propertyPath)
        lifecycle = try container.decodeIfPresent(ResourceFacts.Lifecycle.self, forKey: .lifecycle)
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

extension ResourceSchema {
    /// Adds what another region's variant of the same type has: a property that exists in one region exists.
    mutating func merge(_ other: ResourceSchema) {
        // What can be set in one region can be set: read-only is what is so wherever it exists.
        readOnly =
            readOnly.filter { other.readOnly.contains($0) || !other.hasProperty(at: $0) }
            + other.readOnly.filter { !readOnly.contains($0) && !hasProperty(at: $0) }
        object.body.merge(other.object.body)
        object.definitions.merge(other.object.definitions) { mine, theirs in
            var merged = mine
            merged.merge(theirs)
            return merged
        }
        writeOnly.appendMissing(other.writeOnly)
        createOnly.appendMissing(other.createOnly)
        conditionalCreateOnly.appendMissing(other.conditionalCreateOnly)
        deprecated.removeAll { !other.deprecated.contains($0) }
        if primaryIdentifier.isEmpty { primaryIdentifier = other.primaryIdentifier }
        if tagging?.taggable != true { tagging = other.tagging ?? tagging }
        if replacementStrategy == nil { replacementStrategy = other.replacementStrategy }
        rewritten.appendMissing(other.rewritten)
        isUnreadable = isUnreadable && other.isUnreadable
        if let others = other.handlers {
            handlers = (handlers ?? [:]).merging(others) { mine, theirs in
                var both = mine
                both.appendMissing(theirs)
                return both
            }
        }
        // What one region still has is not on its way out.
        if lifecycle != other.lifecycle { lifecycle = nil }
    }

    private func hasProperty(at path: String) -> Bool { SchemaReader(object).property(at: path) != nil }
}

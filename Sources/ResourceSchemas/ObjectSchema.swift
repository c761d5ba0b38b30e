/// The schema of a resource's properties, with the definitions that it refers to.
public struct ObjectSchema: Sendable, Equatable {
    /// The properties, and which of them are required together: the schema of the resource seen as an object.
    public var body: PropertySchema
    /// What `#/definitions/Name` refers to, by name.
    public var definitions: [String: PropertySchema]

    public init(body: PropertySchema = PropertySchema(), definitions: [String: PropertySchema] = [:]) {
        self.body = body
        self.definitions = definitions
    }

    public var properties: [String: PropertySchema] { body.properties ?? [:] }
}

extension ObjectSchema: Codable {
    private enum Key: String, CodingKey { case definitions }

    public init(from decoder: any Decoder) throws {
        body = try PropertySchema(from: decoder)
        let container = try decoder.container(keyedBy: Key.self)
        definitions = try container.decodeIfPresent([String: PropertySchema].self, forKey: .definitions) ?? [:]
    }

    public func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        if !definitions.isEmpty { try container.encode(definitions, forKey: .definitions) }
    }
}

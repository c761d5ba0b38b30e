/// The schema of a resource's properties, with the definitions that it refers to.
public struct ObjectSchema: Sendable, Equatable {
    /// The properties, and which of them are required together: the schema of the resource seen as an object.
    public var body: PropertySchema
    /// What `#/definitions/Name` refers to, by name.
    public var definitions: [String: PropertySchema]

    /// - Parameter definitions: what `$ref`s in the body and in each other lead to.
    public init(body: PropertySchema = PropertySchema(), definitions: [String: PropertySchema] = [:]) {
        self.body = body
        self.definitions = definitions
    }

    /// The named properties of the body; none where it says nothing of any.
    public var properties: [String: PropertySchema] { body.properties ?? [:] }
}

extension ObjectSchema: Codable {
    private enum Key: String, CodingKey { case definitions }

    /// Reads a resource's schema as the registry has it, whose body and definitions are one object.
    public init(from decoder: any Decoder) throws {
        body = try PropertySchema(from: decoder)
        let container = try decoder.container(keyedBy: Key.self)
        definitions = try container.decodeIfPresent([String: PropertySchema].self, forKey: .definitions) ?? [:]
    }

    /// Writes body and definitions as one object.
    public func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        if !definitions.isEmpty { try container.encode(definitions, forKey: .definitions) }
    }
}

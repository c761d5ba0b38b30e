import ResourceSchemas

/// The schemas of the types that templates use. Each is read once, and only what is asked of it is looked at.
final class TypeSchemas {
    let catalogue: ResourceCatalogue
    let circumstances: Circumstances
    private var types: [String: TypeSchema?] = [:]
    private let patterns = SchemaPatterns()

    init(_ catalogue: ResourceCatalogue, _ circumstances: Circumstances) {
        self.catalogue = catalogue
        self.circumstances = circumstances
    }

    /// Nil for a type that the release does not have.
    func schema(of type: String) -> TypeSchema? {
        if let known = types[type] { return known }
        let schema = catalogue.find(type).flatMap { TypeSchema($0, patterns) }
        types.updateValue(schema, forKey: type)
        return schema
    }
}

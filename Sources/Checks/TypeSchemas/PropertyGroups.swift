/// What a schema says of properties together, and of how many there are.
///
/// Names are read where they stand: mostly none of them is among an object's.
final class PropertyGroups {
    /// A list of names.
    private(set) var exactlyOne: CatalogueJSON?
    private(set) var oneOrMore: CatalogueJSON?
    /// Lists of names, by another name.
    private(set) var requiredWith: CatalogueJSON?
    private(set) var excludedWith: CatalogueJSON?
    private(set) var minProperties: Int?
    private(set) var maxProperties: Int?

    func read(_ keyword: CatalogueJSON.Text, _ value: CatalogueJSON) {
        switch keyword {
        case "requiredXor": exactlyOne = value
        case "requiredOr": oneOrMore = value
        case "dependentRequired": requiredWith = value
        case "dependentExcluded": excludedWith = value
        case "minProperties": minProperties = value.integer
        case "maxProperties": maxProperties = value.integer
        default: break
        }
    }

    /// Whether the one may not stand beside the other.
    func excludes(_ name: String, _ other: String) -> Bool {
        excludedWith?[name]?.hasElement(other) == true
    }
}

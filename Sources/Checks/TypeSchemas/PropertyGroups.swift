import JSON

/// What a schema says of properties together, and of how many there are.
struct PropertyGroups {
    typealias Dependency = (name: String, others: [String])

    private(set) var exactlyOne: [String] = []
    private(set) var oneOrMore: [String] = []
    private(set) var requiredWith: [Dependency] = []
    private(set) var excludedWith: [Dependency] = []
    private(set) var minProperties: Int?
    private(set) var maxProperties: Int?
    private(set) var isEmpty = true

    mutating func read(_ keyword: SchemaKeyword, _ value: JSONValue) {
        switch keyword {
        case .requiredXor: exactlyOne = value.strings
        case .requiredOr: oneOrMore = value.strings
        case .dependentRequired: requiredWith = Self.dependencies(value)
        case .dependentExcluded: excludedWith = Self.dependencies(value)
        case .minProperties: minProperties = value.integer
        case .maxProperties: maxProperties = value.integer
        default: return
        }
        isEmpty = false
    }

    /// Whether the one may not stand beside the other.
    func excludes(_ name: String, _ other: String) -> Bool {
        excludedWith.contains { $0.name == name && $0.others.contains(other) }
    }

    private static func dependencies(_ value: JSONValue) -> [Dependency] {
        value.members?.map { ($0.name, $0.value.strings) } ?? []
    }
}

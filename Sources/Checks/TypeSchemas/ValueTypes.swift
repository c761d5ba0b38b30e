/// JSON types of values, as schemas name them.
struct ValueTypes: OptionSet {
    let rawValue: UInt8

    static let string = Self(rawValue: 1)
    static let integer = Self(rawValue: 2)
    static let number = Self(rawValue: 4)
    static let boolean = Self(rawValue: 8)
    static let array = Self(rawValue: 16)
    static let object = Self(rawValue: 32)
    static let null = Self(rawValue: 64)

    /// Those that a text may stand for.
    static let ofScalars: Self = [.string, .integer, .number, .boolean]
}

extension ValueTypes {
    /// - Parameter json: a name or a list of them.
    init(_ json: CatalogueJSON) {
        self = json.text.map { Self(named: $0) } ?? []
        for element in json.elements { formUnion(element.text.map { Self(named: $0) } ?? []) }
    }

    /// Nothing for what is no name of a type.
    init(named name: CatalogueJSON.Text) {
        switch name {
        case "string": self = .string
        case "integer": self = .integer
        case "number": self = .number
        case "boolean": self = .boolean
        case "array": self = .array
        case "object": self = .object
        case "null": self = .null
        default: self = []
        }
    }

    /// What one is called, as in "allowed: a list".
    var words: String {
        switch self {
        case .array: "a list"
        case .object: "an object"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .number: "a number"
        case .string: "a string"
        default: "null"
        }
    }

    /// Whether a scalar may stand for a value of one of them.
    func accepts(_ text: String) -> Bool {
        if contains(.string) { return true }
        if contains(.boolean), ["true", "false"].contains(text.lowercased()) { return true }
        guard !isDisjoint(with: [.integer, .number]), let number = text.asNumber else { return false }
        return contains(.number) || number.rounded() == number
    }
}

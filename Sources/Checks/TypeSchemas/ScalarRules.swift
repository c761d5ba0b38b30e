import Patterns

/// What a schema says of texts and numbers.
final class ScalarRules {
    /// How large or small a number may be.
    struct Bound {
        private let json: CatalogueJSON

        init?(_ json: CatalogueJSON) {
            guard json.isNumber else { return nil }
            self.json = json
        }

        var number: Double { Double(text) ?? .nan }
        /// As the schema has it.
        var text: String { json.number ?? "" }
    }

    /// The only value that is allowed.
    private var constant: CatalogueJSON?
    /// A list of the values that are allowed.
    private var listed: CatalogueJSON?
    private var isOfAnyCase = false
    private(set) var minLength: Int?
    private(set) var maxLength: Int?
    private(set) var pattern: CatalogueJSON.Text?
    private(set) var minimum: Bound?
    private(set) var maximum: Bound?
    private(set) var exclusiveMinimum: Bound?
    private(set) var exclusiveMaximum: Bound?
    private(set) var step: Bound?

    /// The values that are allowed, as texts, in the order of the schema; empty for any.
    private(set) lazy var enumeration: [String] =
        constant.map { $0.scalarText.map { [$0] } ?? [] } ?? listed.map { $0.elements.compactMap(\.scalarText) } ?? []
    // CloudFormation takes "True" for true.
    private(set) lazy var ignoresCase: Bool =
        isOfAnyCase || constant?.boolean != nil || listed?.elements.contains { $0.boolean != nil } == true
    /// The same as the enumeration, to look texts up in.
    private lazy var allowed = Set(ignoresCase ? enumeration.map { $0.lowercased() } : enumeration)

    /// More are not compared one by one.
    private static let mostCompared = 12

    var hasBounds: Bool {
        minimum != nil || maximum != nil || exclusiveMinimum != nil || exclusiveMaximum != nil || step != nil
    }
    var hasTextRules: Bool { minLength != nil || maxLength != nil || pattern != nil }

    /// Whether the value is one of those listed, or none is.
    func allows(_ text: String) -> Bool {
        if ignoresCase {
            let text = text.lowercased()
            return enumeration.count > Self.mostCompared
                ? allowed.contains(text) : enumeration.isEmpty || enumeration.contains { $0.lowercased() == text }
        }
        if let constant { return constant.isScalar(text) || enumeration.isEmpty }
        guard var values = listed?.elements else { return true }
        for _ in 0..<Self.mostCompared {
            guard let value = values.next() else { return enumeration.isEmpty }
            if value.isScalar(text) { return true }
        }
        return allowed.contains(text)
    }

    /// Whether a text of which parts are not known may be one of those listed, or none is.
    func mayAllow(_ text: PartialText) -> Bool {
        // Its letters may be of either case.
        enumeration.isEmpty || ignoresCase || enumeration.contains(where: text.mayBe)
    }

    func read(_ keyword: CatalogueJSON.Text, _ value: CatalogueJSON) {
        switch keyword {
        case "pattern": pattern = value.text
        case "maxLength": maxLength = value.integer
        case "minLength": minLength = value.integer
        case "enum": (listed, constant) = (value, nil)
        case "const": (listed, constant) = (nil, value)
        case "enumCaseInsensitive" where listed == nil && constant == nil:
            listed = value
            isOfAnyCase = true
        case "minimum": minimum = Bound(value)
        case "maximum": maximum = Bound(value)
        case "exclusiveMinimum": exclusiveMinimum = Bound(value)
        case "exclusiveMaximum": exclusiveMaximum = Bound(value)
        case "multipleOf": step = Bound(value)
        default: break
        }
    }
}

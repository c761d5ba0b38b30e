import JSON
import Patterns

/// What a schema says of texts and numbers.
struct ScalarRules {
    struct Bound {
        let number: Double
        /// As the schema has it.
        let text: String

        init?(_ value: JSONValue) {
            guard let text = value.number, let number = Double(text) else { return nil }
            self.number = number
            self.text = text
        }
    }

    /// The values that are allowed, as texts, in the order of the schema; empty for any.
    private(set) var enumeration: [String] = [] {
        didSet {
            guard enumeration.count > Self.mostUnsorted else { return }
            allowed = Set(ignoresCase ? enumeration.map { $0.lowercased() } : enumeration)
        }
    }
    /// The same to look texts up in; empty for few, which are quicker compared one by one.
    private var allowed: Set<String> = []
    private(set) var ignoresCase = false
    private(set) var minLength: Int?
    private(set) var maxLength: Int?
    private(set) var pattern: String?
    private(set) var minimum: Bound?
    private(set) var maximum: Bound?
    private(set) var exclusiveMinimum: Bound?
    private(set) var exclusiveMaximum: Bound?
    private(set) var step: Bound?
    private(set) var isEmpty = true

    private static let mostUnsorted = 12

    var hasBounds: Bool {
        minimum != nil || maximum != nil || exclusiveMinimum != nil || exclusiveMaximum != nil || step != nil
    }
    var hasTextRules: Bool { minLength != nil || maxLength != nil || pattern != nil }

    /// Whether the value is one of those listed, or none is.
    func allows(_ text: String) -> Bool {
        if enumeration.isEmpty { return true }
        if !allowed.isEmpty { return allowed.contains(ignoresCase ? text.lowercased() : text) }
        if enumeration.contains(text) { return true }
        guard ignoresCase else { return false }
        let text = text.lowercased()
        return enumeration.contains { $0.lowercased() == text }
    }

    /// Whether a text of which parts are not known may be one of those listed, or none is.
    func mayAllow(_ text: PartialText) -> Bool {
        // Its letters may be of either case.
        enumeration.isEmpty || ignoresCase || enumeration.contains(where: text.mayBe)
    }

    mutating func read(_ keyword: SchemaKeyword, _ value: JSONValue) {
        switch keyword {
        case .enum:
            // CloudFormation takes "True" for true.
            ignoresCase = value.elements?.contains { $0.boolean != nil } == true
            enumeration = value.scalarTexts
        case .const:
            ignoresCase = value.boolean != nil
            enumeration = value.scalarText.map { [$0] } ?? []
        case .enumCaseInsensitive where enumeration.isEmpty:
            ignoresCase = true
            enumeration = value.scalarTexts
        case .minLength: minLength = value.integer
        case .maxLength: maxLength = value.integer
        case .pattern: pattern = value.string
        case .minimum: minimum = Bound(value)
        case .maximum: maximum = Bound(value)
        case .exclusiveMinimum: exclusiveMinimum = Bound(value)
        case .exclusiveMaximum: exclusiveMaximum = Bound(value)
        case .multipleOf: step = Bound(value)
        default: return
        }
        isEmpty = false
    }
}

/// What a value of a template comes to: known, unknown with the reasons, or an object or list of such.
///
///     database["Engine"] == "mysql"
///     database["VPCSecurityGroups"]?[0]?.unknown     // [known after Network/DatabaseGroup is made]
public enum EvaluatedValue: Sendable, Hashable {
    /// Numbers and booleans are the text that CloudFormation takes them for.
    case text(String)
    case list([EvaluatedValue])
    /// By key; what `AWS::NoValue` removed is not there.
    case object([String: EvaluatedValue])
    case null
    /// The reasons, each once; at least one.
    case unknown([Unknown])

    /// The text of a known scalar.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    public var list: [EvaluatedValue]? { if case .list(let elements) = self { elements } else { nil } }
    public var object: [String: EvaluatedValue]? { if case .object(let members) = self { members } else { nil } }
    /// Why it is not known; empty for what is, and for an object or list, of which a part may still be unknown.
    public var unknown: [Unknown] { if case .unknown(let reasons) = self { reasons } else { [] } }

    /// Why it, or a part of it, is not known; empty when all is.
    public var allUnknown: [Unknown] {
        switch self {
        case .text, .null: []
        case .unknown(let reasons): reasons
        case .list(let elements): elements.flatMap(\.allUnknown).withoutRepetitions
        // Sorted, so that a message is the same on every run.
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap(\.value.allUnknown).withoutRepetitions
        }
    }

    public subscript(key: String) -> EvaluatedValue? { object?[key] }
    public subscript(index: Int) -> EvaluatedValue? { list.flatMap { $0.indices.contains(index) ? $0[index] : nil } }

    /// The texts of a list; nil where one is not known.
    var texts: [String]? {
        guard let list else { return nil }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }

    static func unknown(_ reason: Unknown) -> EvaluatedValue { .unknown([reason]) }
}

extension EvaluatedValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .text(String(value)) }
    public init(booleanLiteral value: Bool) { self = .text(value ? "true" : "false") }
    public init(arrayLiteral elements: EvaluatedValue...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, EvaluatedValue)...) {
        self = .object(Dictionary(elements) { first, _ in first })
    }
}

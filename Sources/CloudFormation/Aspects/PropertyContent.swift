import JSON

/// What a property holds, as far as anybody knows before a deployment. It can be compared with literals: `"Enabled"`, 7, true.
///
/// What CloudFormation computes is ``computed`` and equals nothing else, so that a rule that asks for a value does not pass
/// what nobody knows.
public enum PropertyContent: Sendable, Equatable {
    /// The property is not given, or `AWS::NoValue` stands there.
    case missing
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([PropertyContent])
    case object([String: PropertyContent])
    /// A reference or another function, or something within one.
    case computed
}

extension PropertyContent: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
}

extension PropertyContent: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension PropertyContent: ExpressibleByFloatLiteral {
    public init(floatLiteral value: Double) { self = .number(value) }
}

extension PropertyContent: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension PropertyContent: CustomStringConvertible {
    /// As messages say it.
    public var description: String {
        switch self {
        case .missing: "not given"
        case .text(let text): "\"\(text)\""
        case .number(let number): JSONWriter.text(of: number)
        case .flag(let flag): "\(flag)"
        case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
        case .computed: "computed at the deployment"
        }
    }
}

extension PropertyContent {
    /// - Parameter expression: nil where nothing stands.
    init(_ expression: Expression?) {
        switch expression {
        case nil, .pseudoParameter(.noValue)?: self = .missing
        case .string(let text)?: self = .text(text)
        case .integer(let number)?: self = .number(Double(number))
        case .double(let number)?: self = .number(number)
        case .boolean(let flag)?: self = .flag(flag)
        case .list(let elements)?: self = .list(elements.map(PropertyContent.init))
        case .object(let entries)? where !entries.isFunction:
            self = .object(Dictionary(entries.map { ($0.key, PropertyContent($0.value)) }) { first, _ in first })
        case .object, .reference, .pseudoParameter, .substitution, .function, .name, .asWritten: self = .computed
        }
    }

    /// What stands at keys and indices from the outside in.
    init(at path: [String], in properties: [Expression.Entry]) {
        switch Expression.object(properties).part(at: path[...]) {
        case .missing: self = .missing
        case .found(let expression): self = PropertyContent(expression)
        case .computed: self = .computed
        }
    }
}

extension Expression {
    /// What stands at a path within a value.
    enum Part {
        case missing
        case found(Expression)
        /// Only a deployment knows.
        case computed

        var expression: Expression? { if case .found(let expression) = self { expression } else { nil } }
    }

    /// - Parameter path: keys of objects and indices of lists, from the outside in.
    func part(at path: ArraySlice<String>) -> Part {
        guard let key = path.first else { return .found(self) }
        switch self {
        case .object(let entries) where !entries.isFunction:
            guard let entry = entries.first(where: { $0.key == key }) else { return .missing }
            return entry.value.part(at: path.dropFirst())
        case .list(let elements):
            guard let index = Int(key), elements.indices.contains(index) else { return .missing }
            return elements[index].part(at: path.dropFirst())
        case .string, .integer, .double, .boolean, .pseudoParameter(.noValue): return .missing
        case .object, .reference, .pseudoParameter, .substitution, .function, .name, .asWritten: return .computed
        }
    }
}

extension [Expression.Entry] {
    /// Whether it is an intrinsic function that somebody wrote by hand.
    var isFunction: Bool { count == 1 && (self[0].key == "Ref" || self[0].key.hasPrefix("Fn::")) }
}

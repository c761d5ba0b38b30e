// A stand-in for the language while it is written elsewhere: just enough for generated code to compile. Delete it on merge.

public indirect enum Expression: Sendable {
    case string(String), number(Double), integer(Int), boolean(Bool)
    case array([Expression]), object([(String, Expression)])
    case reference(String), attribute(String, String)
}

public protocol TemplateValue: Sendable {
    var expression: Expression { get }
    init(expression: Expression)
}

public protocol StringKind {}
public protocol Enumeration: StringKind {}
extension String: StringKind {}
public enum ID<Resource>: StringKind {}
public enum ARN<Resource>: StringKind {}
public enum Name<Resource>: StringKind {}

public struct Value<Kind>: TemplateValue {
    public let expression: Expression
    public init(expression: Expression) { self.expression = expression }
}
extension Value where Kind: StringKind {
    public init(_ string: String) { expression = .string(string) }
}
extension Value: ExpressibleByUnicodeScalarLiteral where Kind: StringKind {}
extension Value: ExpressibleByExtendedGraphemeClusterLiteral where Kind: StringKind {}
extension Value: ExpressibleByStringLiteral where Kind: StringKind {
    public init(stringLiteral value: String) { expression = .string(value) }
}
extension Value: ExpressibleByIntegerLiteral where Kind == Int {
    public init(integerLiteral value: Int) { expression = .integer(value) }
}
extension Value: ExpressibleByBooleanLiteral where Kind == Bool {
    public init(booleanLiteral value: Bool) { expression = .boolean(value) }
}

public struct List<Element: TemplateValue>: TemplateValue, ExpressibleByArrayLiteral {
    public let expression: Expression
    public init(expression: Expression) { self.expression = expression }
    public init(arrayLiteral elements: Element...) { expression = .array(elements.map(\.expression)) }
}

public struct Map<Element: TemplateValue>: TemplateValue, ExpressibleByDictionaryLiteral {
    public let expression: Expression
    public init(expression: Expression) { self.expression = expression }
    public init(dictionaryLiteral elements: (String, Element)...) {
        expression = .object(elements.map { ($0.0, $0.1.expression) })
    }
}

public struct JSON: TemplateValue {
    public let expression: Expression
    public init(expression: Expression) { self.expression = expression }
}

public struct Tag: TemplateValue {
    public let expression: Expression
    public init(expression: Expression) { self.expression = expression }
}

public struct Properties: Sendable {
    var members: [(String, Expression)] = []
    public init() {}
    public mutating func set(_ name: String, _ value: Expression?) {
        if let value { members.append((name, value)) }
    }
    public var expression: Expression { .object(members) }
}

public enum Tagging: Sendable {
    case none
    case list(String)
    case map(String)
    case groupList(String)
    case specifications(String, resourceType: String)
}

public protocol ResourceType: Sendable {
    static var typeName: String { get }
    static var tagging: Tagging { get }
    var properties: Properties { get }
    init(properties: Properties)
}

public protocol ParameterIdentifiable {
    static var parameterType: String { get }
}

public struct Resource<Type: ResourceType> {
    public func reference<V: TemplateValue>() -> V { V(expression: .reference("")) }
    public func attribute<V: TemplateValue>(_ name: String) -> V { V(expression: .attribute("", name)) }
}

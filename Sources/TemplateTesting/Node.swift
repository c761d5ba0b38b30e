import Foundation

/// A piece of JSON, reached by name: `bucket.Properties.VersioningConfiguration.Status == "Enabled"`. What is not there
/// is `.missing`, so that a failing comparison shows what was found.
@dynamicMemberLookup
public enum Node: Equatable, Sendable {
    case missing
    case boolean(Bool)
    case number(Double)
    case string(String)
    case list([Node])
    case object([String: Node])

    public subscript(dynamicMember key: String) -> Node { self[key] }

    public subscript(key: String) -> Node {
        if case .object(let members) = self { members[key] ?? .missing } else { .missing }
    }

    public subscript(index: Int) -> Node { elements.indices.contains(index) ? elements[index] : .missing }

    /// Empty for what is no list.
    public var elements: [Node] {
        if case .list(let elements) = self { elements } else { [] }
    }

    /// Empty for what is no object.
    public var members: [String: Node] {
        if case .object(let members) = self { members } else { [:] }
    }

    /// Empty for what is no string.
    public var string: String {
        if case .string(let string) = self { string } else { "" }
    }

    /// The strings of a list.
    public var strings: [String] { elements.map(\.string) }

    /// All strings in it, however deep.
    public var allStrings: [String] {
        switch self {
        case .string(let string): [string]
        case .list(let elements): elements.flatMap(\.allStrings)
        case .object(let members): members.values.flatMap(\.allStrings)
        case .missing, .boolean, .number: []
        }
    }

    /// The value of the tag, on a resource's properties.
    public func tag(_ key: String) -> Node { self.Tags.elements.first { $0.Key.string == key }?.Value ?? .missing }

    /// The value of the attribute, in a list of `Key` and `Value`.
    public func value(of key: String) -> Node { elements.first { $0.Key.string == key }?.Value ?? .missing }
}

extension Node: Decodable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let string = try? container.decode(String.self) {
            self = .string(string)
        } else if let elements = try? container.decode([Node].self) {
            self = .list(elements)
        } else if container.decodeNil() {
            self = .missing
        } else {
            self = .object(try container.decode([String: Node].self))
        }
    }

    public init(json: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(Node.self, from: Data(json))
    }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(arrayLiteral elements: Node...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, Node)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
}

extension Node: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "missing"
        case .boolean(let flag): "\(flag)"
        case .number(let number): number == number.rounded() ? String(Int(number)) : "\(number)"
        case .string(let string): "\"\(string)\""
        case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", "))}"
        }
    }
}

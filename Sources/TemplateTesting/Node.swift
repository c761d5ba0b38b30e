import JSON

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

    /// A member of an object, by its key; ``missing`` where there is none.
    public subscript(dynamicMember key: String) -> Node { self[key] }

    /// A member of an object, by a key that Swift cannot write as a name.
    public subscript(key: String) -> Node {
        if case .object(let members) = self { members[key] ?? .missing } else { .missing }
    }

    /// An element of a list, counted from 0; ``missing`` where there is none.
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

extension Node {
    /// - Throws: `JSONError` with the place of what is no JSON.
    public init(json: some Sequence<UInt8>) throws {
        self.init(try JSONValue(parsing: Array(json)))
    }

    private init(_ json: JSONValue) {
        switch json.kind {
        case .null: self = .missing
        case .boolean: self = .boolean(json.boolean == true)
        case .number: self = json.number.flatMap(Double.init).map(Node.number) ?? .missing
        case .string: self = .string(json.string ?? "")
        case .list: self = .list(json.elements?.map(Node.init) ?? [])
        case .object:
            let members = json.members?.map { ($0.name, Node($0.value)) } ?? []
            self = .object(Dictionary(members) { first, _ in first })
        }
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
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .string(let string): "\"\(string)\""
        case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", "))}"
        }
    }
}

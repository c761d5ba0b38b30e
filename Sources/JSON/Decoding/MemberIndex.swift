/// Finds members of an object by what a type calls them: the first of each name.
struct MemberIndex {
    /// Up to so many are looked through, which is quicker than to hash them.
    private static let few = 16

    private let object: JSONValue
    private let keys: JSONKeySpelling
    /// The nodes of the keys by name; nil for few, and for what is no object.
    private let nodes: [ArraySlice<UInt8>: Int]?

    init(_ object: JSONValue, keys: JSONKeySpelling) {
        self.object = object
        self.keys = keys
        guard let members = object.members, members.count > Self.few else {
            nodes = nil
            return
        }
        nodes = Dictionary(
            members.map { (object.text.stringContents(of: $0.key.node), $0.key.node) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The first member of a name; nil when there is none, or no object.
    func member(named name: String) -> JSONMember? {
        guard let nodes else { return search(name) }
        if let node = nodes[Array(name.utf8)[...]] { return member(node) }
        return keys == .capitalized ? nodes[Array(Self.capitalized(name).utf8)[...]].map(member) : nil
    }

    private func search(_ name: String) -> JSONMember? {
        guard let members = object.members else { return nil }
        if let exact = members.first(where: { object.text.isString($0.key.node, name) }) { return exact }
        guard keys == .capitalized else { return nil }
        let capitalized = Self.capitalized(name)
        return members.first { object.text.isString($0.key.node, capitalized) }
    }

    private func member(_ key: Int) -> JSONMember {
        JSONMember(key: JSONValue(text: object.text, node: key), value: JSONValue(text: object.text, node: key + 1))
    }

    /// A name with a large first letter, where it begins with a letter of ASCII.
    static func capitalized(_ name: String) -> String {
        guard let first = name.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return name }
        return String(unsafeUninitializedCapacity: name.utf8.count) { bytes in
            _ = bytes.initialize(from: name.utf8)
            bytes[0] = first - 32
            return name.utf8.count
        }
    }
}

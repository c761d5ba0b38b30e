/// The elements of a list, in order.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let text: ParsedText
    /// The node that comes next.
    private var position: Int
    /// The node that closes the list.
    private let end: Int

    /// How many there are.
    public var count: Int { text.count(of: end) }

    init(of list: JSONValue) {
        text = list.text
        position = list.node + 1
        end = text.end(of: list.node)
    }

    public mutating func next() -> JSONValue? {
        guard position < end else { return nil }
        defer { position = text.node(after: position) }
        return JSONValue(text: text, node: position)
    }
}

/// The members of an object, in order.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let text: ParsedText
    /// The node that comes next.
    private var position: Int
    /// The node that closes the object.
    private let end: Int

    /// How many there are, every repetition of a key counted.
    public var count: Int { text.count(of: end) }

    init(of object: JSONValue) {
        text = object.text
        position = object.node + 1
        end = text.end(of: object.node)
    }

    public mutating func next() -> JSONMember? {
        guard position < end else { return nil }
        let key = position
        position = text.node(after: key + 1)
        return JSONMember(key: JSONValue(text: text, node: key), value: JSONValue(text: text, node: key + 1))
    }
}

/// Decodes the elements of a list, one after the other.
struct JSONListDecoder: UnkeyedDecodingContainer {
    private let decoder: JSONValueDecoder
    private var elements: JSONElements
    /// What comes next; nil at the end.
    private var current: JSONValue?
    let count: Int?
    private(set) var currentIndex = 0

    init(_ elements: JSONElements, of decoder: JSONValueDecoder) {
        self.decoder = decoder
        self.elements = elements
        count = elements.count
        current = self.elements.next()
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var isAtEnd: Bool { current == nil }

    mutating func decodeNil() throws -> Bool {
        guard try value().isNull else { return false }
        advance()
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let result = try JSONValueDecoder.decode(
            type, from: value(), keys: decoder.keys, at: .element(currentIndex, of: decoder.path))
        advance()
        return result
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let container = try element().container(keyedBy: type)
        advance()
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try element().unkeyedContainer()
        advance()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let element = try element()
        advance()
        return element
    }

    private func element() throws -> JSONValueDecoder {
        JSONValueDecoder(value: try value(), keys: decoder.keys, path: .element(currentIndex, of: decoder.path))
    }

    private func value() throws -> JSONValue {
        if let current { return current }
        throw DecodingError.valueNotFound(
            JSONValue.self, decoder.context("the list has only \(currentIndex) elements, where another is expected"))
    }

    private mutating func advance() {
        current = elements.next()
        currentIndex += 1
    }
}

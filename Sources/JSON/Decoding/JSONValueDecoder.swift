/// Decodes one value of a text; also as the container of a single value.
///
/// It throws `DecodingError`, as every decoder does; what has gone wrong where, ``JSONValue/decoded(as:keys:)`` says.
struct JSONValueDecoder: Decoder, SingleValueDecodingContainer {
    let value: JSONValue
    let keys: JSONKeySpelling
    let path: DecodingPath

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    // MARK: - Containers

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard value.kind == .object else { throw mismatch("an object", [String: JSONValue].self) }
        return KeyedDecodingContainer(JSONObjectDecoder(self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = value.elements else { throw mismatch("a list", [JSONValue].self) }
        return JSONListDecoder(elements, of: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    // MARK: - The value

    func decodeNil() -> Bool { value.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Self.decode(type, from: value, keys: keys, at: path)
    }

    /// - Parameter path: made for what has parts, and for errors.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from value: JSONValue, keys: JSONKeySpelling, at path: @autoclosure () -> DecodingPath
    ) throws -> Value {
        // Scalars would ask a container of a single value for themselves.
        guard let scalar = type as? any JSONScalar.Type else {
            return try Value(from: JSONValueDecoder(value: value, keys: keys, path: path()))
        }
        do throws(ScalarMismatch) {
            if let result = try scalar.init(value) as? Value { return result }
            throw ScalarMismatch(value, expected: "\(type)")
        } catch {
            let decoder = JSONValueDecoder(value: value, keys: keys, path: path())
            throw decoder.mismatch(error.expected, type, found: error.found)
        }
    }

    // MARK: - Problems

    private func mismatch<Value>(
        _ expected: String, _ type: Value.Type, found: String? = nil
    ) -> DecodingError {
        let context = context("it is \(found ?? value.kind.description), where \(expected) is expected")
        return value.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    func context(_ problem: String) -> DecodingError.Context {
        DecodingError.Context(codingPath: codingPath, debugDescription: problem)
    }
}

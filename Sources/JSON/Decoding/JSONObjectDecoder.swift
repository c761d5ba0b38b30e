/// Decodes the members of an object.
struct JSONObjectDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: JSONValueDecoder
    private let members: MemberIndex

    /// - Parameter decoder: of an object.
    init(_ decoder: JSONValueDecoder) {
        self.decoder = decoder
        members = MemberIndex(decoder.value, keys: decoder.keys)
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    /// Each once, in the text's order; those that the type has no key for are left out.
    var allKeys: [Key] {
        (decoder.value.members?.map { $0 } ?? []).compactMap { member in
            let name = member.name
            guard members.member(named: name)?.key.node == member.key.node else { return nil }
            if let key = Key(stringValue: name) { return key }
            guard decoder.keys == .capitalized else { return nil }
            return Key(stringValue: name.prefix(1).lowercased() + name.dropFirst())
        }
    }

    func contains(_ key: Key) -> Bool { members.member(named: key.stringValue) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try value(of: key).isNull }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try JSONValueDecoder.decode(
            type, from: value(of: key), keys: decoder.keys, at: .member(key, of: decoder.path))
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let value = members.member(named: key.stringValue)?.value, !value.isNull else { return nil }
        return try JSONValueDecoder.decode(type, from: value, keys: decoder.keys, at: .member(key, of: decoder.path))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder(of: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(of: key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try decoder(of: PlainKey(stringValue: "super")) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(of: key) }

    private func decoder(of key: any CodingKey) throws -> JSONValueDecoder {
        JSONValueDecoder(value: try value(of: key), keys: decoder.keys, path: .member(key, of: decoder.path))
    }

    private func value(of key: any CodingKey) throws -> JSONValue {
        if let member = members.member(named: key.stringValue) { return member.value }
        let name = decoder.keys == .capitalized ? MemberIndex.capitalized(key.stringValue) : key.stringValue
        throw DecodingError.keyNotFound(key, decoder.context("it has no key '\(name)'"))
    }
}

/// How the keys of a text are called that is decoded.
public enum JSONKeySpelling: Sendable {
    /// As the properties are: `stackName`.
    case asProperties
    /// As the properties are but with a large first letter, as AWS's answers have it: `StackName` for `stackName`.
    /// A key that is called just as the property is comes first.
    case capitalized
}

extension JSONValue {
    /// Makes a value of a Swift type of this one.
    ///
    ///     let sizes = try JSONValue(parsing: Array(#"{"a": 1}"#.utf8)).decoded(as: [String: Int].self)
    ///
    /// Numbers become what they say or nothing: a whole number that does not fit, or has a fraction, is an error. Of a
    /// repeated key the first counts, as everywhere in this module; ``repeatedKeys`` has the others. The time is
    /// linear in the text's length.
    ///
    /// - Throws: ``JSONError`` with the place and the path of what is not as the type expects it.
    public func decoded<Value: Decodable>(
        as type: Value.Type = Value.self, keys: JSONKeySpelling = .asProperties
    ) throws(JSONError) -> Value {
        do {
            return try JSONValueDecoder.decode(type, from: self, keys: keys, at: .root)
        } catch {
            throw JSONError(error, decoding: self, keys: keys)
        }
    }
}

extension JSONError {
    /// What a decoder met, with the place where that stands.
    fileprivate init(_ error: any Error, decoding root: JSONValue, keys: JSONKeySpelling) {
        let context: DecodingError.Context
        switch error {
        case DecodingError.typeMismatch(_, let found), DecodingError.valueNotFound(_, let found),
            DecodingError.keyNotFound(_, let found), DecodingError.dataCorrupted(let found):
            context = found
        default:
            self.init(place: root.place, problem: "\(error)")
            return
        }
        var value = root
        var names: [String] = []
        for key in context.codingPath {
            let name: String
            if let index = key.intValue, let element = value[index] {
                (name, value) = ("\(index)", element)
            } else if let member = MemberIndex(value, keys: keys).member(named: key.stringValue) {
                (name, value) = (member.name, member.value)
            } else {
                name = key.stringValue
            }
            names.append(name)
        }
        self.init(
            place: value.place, path: names.isEmpty ? nil : names.joined(separator: "."),
            problem: context.debugDescription)
    }
}

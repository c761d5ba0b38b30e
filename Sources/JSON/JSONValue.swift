/// A value of a JSON text ("RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format") that knows where
/// it stands.
///
///     let file = try JSONValue(parsing: Array(#"{ "parameters": { "MinimumInstances": 2 } }"#.utf8))
///     file["parameters"]?["MinimumInstances"]?.number      // "2", just as it is written
///     file["parameters"]?["MinimumInstances"]?.place       // 1:39
///
/// Nothing is lost: members keep their order, repeated keys stay, numbers are their text. A value is a view of the
/// parsed text, so copies cost nothing, and what nobody asks for is never decoded.
public struct JSONValue: Sendable {
    /// What a value can be.
    public enum Kind: Sendable, CustomStringConvertible {
        case null, boolean, number, string, list, object

        /// As in "it is a list".
        public var description: String {
            switch self {
            case .null: "null"
            case .boolean: "a boolean"
            case .number: "a number"
            case .string: "a string"
            case .list: "a list"
            case .object: "an object"
            }
        }
    }

    let text: ParsedText
    /// The index of its node in the text.
    let node: Int

    /// Parses a text in time and memory linear in its length.
    ///
    /// - Parameter bytes: UTF-8 without a byte order mark.
    /// - Throws: ``JSONError`` for what is no JSON, no UTF-8, or beyond the limits.
    public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        var parser = JSONParser(bytes, limits: limits)
        self.init(text: try parser.parse(), node: 0)
    }

    init(text: ParsedText, node: Int) {
        self.text = text
        self.node = node
    }

    /// What it is, told by its first byte.
    public var kind: Kind {
        switch text.firstByte(of: node) {
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "["): .list
        case UInt8(ascii: "{"): .object
        default: .number
        }
    }

    /// Where it begins.
    public var place: JSONPlace { text.place(of: byteRange.lowerBound) }

    /// Its bytes in the text, quotation marks and brackets included.
    public var byteRange: Range<Int> { text.byteRange(of: node) }

    /// The bytes of the whole text in which it stands.
    package var textBytes: [UInt8] { text.bytes }

    // MARK: - Scalars

    /// Whether it is there and says `null`.
    public var isNull: Bool { kind == .null }

    /// True or false; nil for what is neither.
    public var boolean: Bool? { kind == .boolean ? text.firstByte(of: node) == UInt8(ascii: "t") : nil }

    /// The text of a number, as it is written: `8.0`, `1.10`, `-0`, any count of digits; nil for what is no number.
    public var number: String? {
        kind == .number ? String(decoding: text.bytes[byteRange], as: UTF8.self) : nil
    }

    /// A string without its escapes; nil for what is no string.
    public var string: String? {
        kind == .string ? String(decoding: text.stringContents(of: node), as: UTF8.self) : nil
    }

    // MARK: - Lists and objects

    /// The elements of a list; nil for what is none.
    public var elements: JSONElements? { kind == .list ? JSONElements(of: self) : nil }

    /// The members of an object in their order, repeated keys among them; nil for what is none.
    public var members: JSONMembers? { kind == .object ? JSONMembers(of: self) : nil }

    /// An element of a list; nil when there is none, or no list. Those before it are passed one by one.
    public subscript(index: Int) -> JSONValue? {
        guard index >= 0 else { return nil }
        return elements?.dropFirst(index).first { _ in true }
    }

    /// The value of the first member with a key; nil when there is none, or no object. Keys are equal when their code
    /// points are, however they are escaped.
    public subscript(key: String) -> JSONValue? {
        members?.first { text.isString($0.key.node, key) }?.value
    }
}

/// A member of an object.
public struct JSONMember: Sendable {
    /// A string.
    public let key: JSONValue
    /// What stands after the colon.
    public let value: JSONValue

    /// The key's text.
    public var name: String { key.string ?? "" }
}

import Foundation

/// What the AWS CLI answers, for comparing and for finding one's way in.
enum Answer: Codable, CustomStringConvertible, Hashable, Sendable, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([Answer])
    case object([String: Answer])
    case nothing

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([Answer].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: Answer].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        case .nothing: try container.encodeNil()
        }
    }

    /// As JSON, because a failed assertion prints it.
    var description: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: Answer...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Answer)...) { self = .object(Dictionary(elements) { $1 }) }
    init(nilLiteral: ()) { self = .nothing }

    subscript(key: String) -> Answer {
        if case .object(let object) = self { object[key] ?? .nothing } else { .nothing }
    }

    subscript(index: Int) -> Answer {
        if case .list(let list) = self, list.indices.contains(index) { list[index] } else { .nothing }
    }

    /// The elements of a list; none for anything else.
    var items: [Answer] { if case .list(let list) = self { list } else { [] } }
    /// The entries of an object; none for anything else.
    var entries: [String: Answer] { if case .object(let object) = self { object } else { [:] } }
    /// A text; empty for anything else.
    var text: String { if case .text(let text) = self { text } else { "" } }
    /// The texts of a list.
    var texts: [String] { items.map(\.text) }
}

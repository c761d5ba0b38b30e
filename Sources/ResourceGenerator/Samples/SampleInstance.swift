/// The JSON of one resource, built from its schema by something that knows nothing of this generator.
struct SampleInstance: Sendable, Equatable, Decodable {
    /// `AWS::EC2::VPC`
    let type: String
    /// Counts the instances of one type.
    let index: Int
    let properties: SampleValue
}

/// A JSON value.
enum SampleValue: Sendable, Equatable, Decodable {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case list([SampleValue])
    case object([String: SampleValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let boolean = try? container.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let integer = try? container.decode(Int.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let string = try? container.decode(String.self) {
            self = .string(string)
        } else if let list = try? container.decode([SampleValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: SampleValue].self))
        }
    }

    /// What it is, for messages.
    var kind: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a boolean"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

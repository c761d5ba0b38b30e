import ResourceSchemas

// How a type is written in the text of interfaces: short, since there are tens of thousands.
extension ValueType {
    /// One letter for what has no name, `ID AWS::EC2::VPC` for references, `~` before a set of targets, `#` before an
    /// enumeration, `.` before a property type, `[` before a list's elements and `{` before a map's values.
    package var text: String {
        switch self {
        case .string: "S"
        case .integer: "I"
        case .number: "N"
        case .boolean: "B"
        case .json: "J"
        case .tag: "T"
        case .reference(let reference): reference.description
        case .target(let set): "~\(set)"
        case .enumeration(let path): "#\(path.joined(separator: "."))"
        case .structure(let path): ".\(path.joined(separator: "."))"
        case .list(let element): "[\(element.text)"
        case .map(let element): "{\(element.text)"
        }
    }

    /// Nil for what is no such text.
    package init?(text: String) {
        let rest = String(text.dropFirst())
        var path: [String] { rest.split(separator: ".").map(String.init) }
        switch text.first {
        case "[": if let element = ValueType(text: rest) { self = .list(element) } else { return nil }
        case "{": if let element = ValueType(text: rest) { self = .map(element) } else { return nil }
        case "#": self = .enumeration(path)
        case ".": self = .structure(path)
        case "~": if let set = TargetSetName(rest) { self = .target(set) } else { return nil }
        default:
            if let scalar = Self.letters[text] {
                self = scalar
            } else if let reference = TypedReference(text) {
                self = .reference(reference)
            } else {
                return nil
            }
        }
    }

    private static let letters: [String: ValueType] = [
        "S": .string, "I": .integer, "N": .number, "B": .boolean, "J": .json, "T": .tag,
    ]
}

/// A piece of a template's JSON. What is neither a list nor an object is its text: `"2"`, 2 and true are the same to
/// CloudFormation as `"2"`, `"2"` and `"true"`.
enum TemplateNode: Decodable, Sendable, Equatable {
    case text(String)
    case list([TemplateNode])
    case object([String: TemplateNode])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let members = try? container.decode([String: TemplateNode].self) {
            self = .object(members)
        } else if let elements = try? container.decode([TemplateNode].self) {
            self = .list(elements)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .text(flag ? "true" : "false")
        } else if let number = try? container.decode(Int.self) {
            self = .text(String(number))
        } else {
            self = .text((try? container.decode(Double.self)).map { String($0) } ?? "")
        }
    }

    subscript(member: String) -> TemplateNode? { if case .object(let members) = self { members[member] } else { nil } }
    var members: [String: TemplateNode] { if case .object(let members) = self { members } else { [:] } }
    var elements: [TemplateNode] { if case .list(let elements) = self { elements } else { [] } }
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// An intrinsic function with its argument; nil for anything else.
    var function: (name: String, argument: TemplateNode)? {
        guard case .object(let members) = self, members.count == 1, let (name, argument) = members.first else {
            return nil
        }
        return (name, argument)
    }
}

import Template

extension EvaluatedValue {
    /// The values at a path of properties such as `Roles/*`, those of lists one by one; where a part of the way is not known,
    /// that part.
    func values(at path: some StringProtocol) -> [EvaluatedValue] {
        switch self {
        case .list(let elements):
            let rest = path.hasPrefix("*/") ? path.dropFirst(2) : path == "*" ? "" : path[...]
            return elements.flatMap { $0.values(at: rest) }
        case .unknown: return [self]
        case .text, .null: return path.isEmpty ? [self] : []
        case .object(let members):
            guard !path.isEmpty else { return [self] }
            let end = path.firstIndex(of: "/") ?? path.endIndex
            guard let member = members[String(path[..<end])] else { return [] }
            return member.values(at: end == path.endIndex ? "" : path[path.index(after: end)...])
        }
    }
}

extension EvaluatedResource {
    /// The values at a path of its properties, as ``EvaluatedValue/values(at:)`` gives them.
    func values(at path: String) -> [EvaluatedValue] { EvaluatedValue.object(properties).values(at: path) }
}

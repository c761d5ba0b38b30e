extension EvaluatedValue {
    /// The same, or unknown where it has more bytes than a whole template may have: stacks that give each other twice what
    /// they are given would otherwise fill any memory.
    ///
    /// - Parameter name: of the parameter or output.
    func bounded(_ name: String) -> EvaluatedValue {
        var room = Template.Limits.bytes
        return takes(&room) ? self : .unknown(.oversized(name))
    }

    /// Whether it has room, some of which it takes.
    private func takes(_ room: inout Int) -> Bool {
        room -= 1
        switch self {
        case .text(let text): room -= text.utf8.count
        case .null, .unknown: break
        case .list(let elements): return elements.allSatisfy { $0.takes(&room) }
        case .object(let members): return members.values.allSatisfy { $0.takes(&room) }
        }
        return room >= 0
    }
}

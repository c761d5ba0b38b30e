import Template

extension Template.Expression {
    /// Nil where it has more bytes than a whole template may have: stacks that give each other twice what they are given
    /// would otherwise fill any memory.
    var bounded: Template.Expression? { isWithin(Template.Limits.bytes) ? self : nil }

    /// Whether it has no more bytes than these.
    package func isWithin(_ bytes: Int) -> Bool {
        var room = bytes
        return takes(&room)
    }

    /// Whether it has room, some of which it takes.
    private func takes(_ room: inout Int) -> Bool {
        room -= 1
        switch self {
        case .null, .boolean, .number: break
        case .string(let text), .ref(let text): room -= text.utf8.count
        case .list(let elements): return elements.allSatisfy { $0.takes(&room) }
        case .object(let object): return object.entries.allSatisfy { $0.value.takes(&room) }
        case .getAtt(_, let attribute): return attribute.takes(&room)
        case .sub(let substitution):
            room -= substitution.text.utf8.count
            return substitution.variables.entries.allSatisfy { $0.value.takes(&room) } && room >= 0
        case .call(_, let arguments): return arguments.allSatisfy { $0.takes(&room) }
        case .malformed(_, let argument): return argument.takes(&room)
        }
        return room >= 0
    }
}

/// A piece of Swift before it is laid out in lines.
indirect enum Code: Sendable, Equatable {
    /// What stays together on one line.
    case text(String)
    /// Something declared for the template; which file it is used in decides how it is reached.
    case variable(String)
    /// A string with values in it.
    case string([Piece])
    case call(Code, [Argument])
    /// A value and what is asked of it: `.text`.
    case member(Code, String)
    /// A value and the position in brackets behind it.
    case element(Code, Code)
    /// A value with the type that it is written to have.
    case typed(Code, String)
    case list([Code])
    case dictionary([Entry])
    /// Operands with an operator between them.
    case chain(String, [Code])
    case not(Code)
    case parenthesized(Code)

    /// A piece of a string.
    enum Piece: Sendable, Equatable {
        case text(String)
        case value(Code)
    }

    struct Argument: Sendable, Equatable {
        let label: String?
        let value: Code

        init(_ label: String? = nil, _ value: Code) {
            self.label = label
            self.value = value
        }
    }

    struct Entry: Sendable, Equatable {
        let key: Code
        let value: Code
    }

    /// A string that is known.
    static func string(_ text: String) -> Code { .string([.text(text)]) }

    /// A call of a function or initializer with a name.
    static func call(_ name: String, _ arguments: [Argument]) -> Code { .call(.text(name), arguments) }

    /// A call of one method of a value.
    static func call(_ value: Code, _ method: String, _ arguments: [Argument]) -> Code {
        .call(.member(value, method), arguments)
    }
}

extension Code {
    /// What it uses of what is declared for the template.
    var variables: Set<String> {
        var names: Set<String> = []
        collect(into: &names)
        return names
    }

    private func collect(into names: inout Set<String>) {
        switch self {
        case .text: break
        case .variable(let name): names.insert(name)
        case .string(let pieces):
            for case .value(let value) in pieces { value.collect(into: &names) }
        case .call(let callee, let arguments):
            callee.collect(into: &names)
            for argument in arguments { argument.value.collect(into: &names) }
        case .member(let value, _), .typed(let value, _), .not(let value), .parenthesized(let value):
            value.collect(into: &names)
        case .element(let value, let index):
            value.collect(into: &names)
            index.collect(into: &names)
        case .list(let elements), .chain(_, let elements):
            for element in elements { element.collect(into: &names) }
        case .dictionary(let entries):
            for entry in entries {
                entry.key.collect(into: &names)
                entry.value.collect(into: &names)
            }
        }
    }
}

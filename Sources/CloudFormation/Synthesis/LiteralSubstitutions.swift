import Template

/// Finds `${...}` in literals where somebody took them for the text of an `Fn::Sub`.
///
/// Very much takes such braces for itself: policy variables (`${aws:username}`), shells, state machines, mapping
/// templates, dashboards. So only what can hardly mean anything else counts: pseudo parameters, and the names of what
/// the template declares, these not in scripts and documents, which have names of their own.
struct LiteralSubstitutions {
    private let stack: ResolvedStack
    private let ownNames: Set<String>
    /// What stands between the braces, in the order met.
    private(set) var found: [String] = []

    /// - Parameter ownNames: the names that something around the text gives a meaning, such as environment variables.
    init(in stack: ResolvedStack, ownNames: Set<String> = []) {
        self.stack = stack
        self.ownNames = ownNames
    }

    /// - Parameter isScript: whether the text is one of many lines.
    mutating func search(_ expression: Expression, isScript: Bool = false) {
        switch expression {
        case .string(let text): search(text, isScript: isScript)
        case .substitution(let segments):
            let isScript =
                isScript
                || segments.contains { segment in
                    if case .text(let text) = segment { text.hasLines } else { false }
                }
            for segment in segments { search(segment.expression, isScript: isScript) }
        case .list(let elements):
            for element in elements { search(element, isScript: isScript) }
        case .object(let entries): search(entries, isScript: isScript)
        case .function(.transform, _): break
        case .function(.base64, let argument): search(argument, isScript: true)
        case .function(.join, .list(let arguments)):
            let joinsLines = if case .string("\n")? = arguments.first { true } else { false }
            for argument in arguments.dropFirst() { search(argument, isScript: isScript || joinsLines) }
        case .function(_, let argument): search(argument, isScript: isScript)
        case .integer, .double, .boolean, .reference, .pseudoParameter, .name: break
        }
    }

    private mutating func search(_ entries: [Expression.Entry], isScript: Bool) {
        if entries.count == 1, entries[0].key == "Fn::Sub" {
            // Written by hand: its text is meant, its variables are values like any other.
            guard case .list(let arguments) = entries[0].value else { return }
            for argument in arguments.dropFirst() { search(argument, isScript: isScript) }
            return
        }
        if entries.count == 1, let function = Template.Function(rawValue: entries[0].key) {
            return search(.function(function, entries[0].value), isScript: isScript)
        }
        for entry in entries { search(entry.value, isScript: isScript) }
    }

    private mutating func search(_ text: String, isScript: Bool) {
        // A template inside the text has its own substitutions.
        guard text.utf8.contains(UInt8(ascii: "$")), !text.contains("Fn::Sub"), !text.contains("!Sub") else { return }
        let isScript = isScript || text.hasLines
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "}") else { return }
            let inside = String(rest[..<end])
            if inside.hasPrefix("AWS::") || !isScript && isDeclared(inside), !found.contains(inside) {
                found.append(inside)
            }
        }
    }

    /// Whether the template has something of that name, with or without an attribute.
    private func isDeclared(_ inside: String) -> Bool {
        let name = String(inside.prefix { $0 != "." })
        guard let element = stack.elementsByName[name] else { return false }
        return name == inside ? !ownNames.contains(name) : element.kind == .resource
    }
}

extension String {
    fileprivate var hasLines: Bool { utf8.contains(UInt8(ascii: "\n")) }
}

extension Expression {
    /// The keys of objects within, and what members called `Name` hold: the names that a document gives to values of
    /// its own, such as those of environment variables and of a state machine's substitutions.
    func collectNames(into names: inout Set<String>) {
        switch self {
        case .list(let elements):
            for element in elements { element.collectNames(into: &names) }
        case .object(let entries):
            for entry in entries {
                names.insert(entry.key)
                if entry.key == "Name", case .string(let name) = entry.value { names.insert(name) }
                entry.value.collectNames(into: &names)
            }
        case .function(_, let argument): argument.collectNames(into: &names)
        default: break
        }
    }
}

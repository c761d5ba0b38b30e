/// The fields of a GraphQL schema's types ("Type System" in the GraphQL specification).
struct GraphQLDefinition {
    /// By type.
    private(set) var fields: [String: Set<String>] = [:]

    /// Nil for a text that is cut short, or that has more in it than is read here.
    init?(_ text: String) {
        guard let tokens = Self.tokens(of: text) else { return nil }
        var position = 0
        // Of the type whose braces follow; nil before others.
        var name: String?
        while position < tokens.count {
            switch tokens[position] {
            case "type", "interface": name = position + 1 < tokens.count ? tokens[position + 1] : nil
            case "directive", "enum", "input", "scalar", "schema", "union": name = nil
            case "(", "{":
                guard let end = Self.end(of: position, in: tokens) else { return nil }
                // Arguments stand in parentheses.
                if tokens[position] == "{", let name {
                    fields[name, default: []].formUnion(Self.fields(tokens[(position + 1)..<end]))
                }
                position = end
            default: break
            }
            position += 1
        }
    }

    /// The names that a colon follows, outside of arguments.
    private static func fields(_ tokens: ArraySlice<String>) -> [String] {
        var depth = 0
        var names: [String] = []
        var last = ""
        for (index, token) in zip(tokens.indices, tokens) {
            switch token {
            case "(", "[", "{":
                // Arguments stand behind the field's name.
                if depth == 0, token == "(", !last.isEmpty, !last.hasPrefix("@") { names.append(last) }
                depth += 1
            case ")", "]", "}": depth -= 1
            case ":" where depth == 0 && index > tokens.startIndex: if tokens[index - 1] != ")" { names.append(last) }
            default: if depth == 0 { last = token }
            }
        }
        return names
    }

    static func end(of start: Int, in tokens: [String]) -> Int? {
        var depth = 0
        for index in start..<tokens.count {
            if "{([".contains(tokens[index]) { depth += 1 }
            guard "})]".contains(tokens[index]) else { continue }
            depth -= 1
            if depth == 0 { return index }
        }
        return nil
    }

    /// Names, with `@` before those of directives, and punctuation; descriptions and comments are left out.
    static func tokens(of text: String) -> [String]? {
        var tokens: [String] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            switch scalar {
            case "#": rest = rest.drop { $0 != "\n" && $0 != "\r" }
            case "\"":
                let isBlock = rest.starts(with: "\"\"\"".unicodeScalars)
                rest = rest.dropFirst(isBlock ? 3 : 1)
                guard skipText(isBlock, &rest) else { return nil }
            case "{", "}", "(", ")", "[", "]", ":", "=":
                tokens.append(String(scalar))
                rest.removeFirst()
            default:
                let name = rest.prefix {
                    $0 == "_" || $0 == "@" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
                }
                if name.isEmpty {
                    rest.removeFirst()
                } else {
                    tokens.append(String(name))
                    rest = rest[name.endIndex...]
                }
            }
        }
        return tokens
    }

    private static func skipText(_ isBlock: Bool, _ rest: inout Substring.UnicodeScalarView) -> Bool {
        while let scalar = rest.first {
            if scalar == "\\" {
                rest = rest.dropFirst(2)
            } else if isBlock ? rest.starts(with: "\"\"\"".unicodeScalars) : scalar == "\"" {
                rest = rest.dropFirst(isBlock ? 3 : 1)
                return true
            } else {
                rest.removeFirst()
            }
        }
        return false
    }
}

/// The types that a GraphQL schema defines, and those that it uses ("Type System" in the GraphQL specification).
struct GraphQLTypes {
    private(set) var defined: Set<String> = []
    /// By the names of types that are used, what uses them first, as in `Query.item`.
    private(set) var users: [String: String] = [:]

    /// Those of the language, and of "Scalar types in AWS AppSync" in its developer guide.
    private static let builtIn: Set = [
        "AWSDate", "AWSDateTime", "AWSEmail", "AWSIPAddress", "AWSJSON", "AWSPhone", "AWSTime", "AWSTimestamp",
        "AWSURL",
        "Boolean", "Float", "ID", "Int", "String",
    ]

    /// Those that are used and not defined, in order.
    var undefined: [String] { users.keys.filter { !defined.contains($0) && !Self.builtIn.contains($0) }.sorted() }

    /// Nil for a text that is cut short, or that has more in it than is read here: directives of tools make types of
    /// their own.
    init?(_ text: String) {
        guard let tokens = GraphQLDefinition.tokens(of: text) else { return nil }
        for token in tokens where token.hasPrefix("@") && !token.dropFirst().hasPrefix("aws_") && token != "@deprecated"
        {
            return nil
        }
        guard !tokens.contains("directive") else { return nil }
        var position = 0
        while position < tokens.count {
            switch tokens[position] {
            case "type", "interface", "input":
                guard let end = read(tokens, from: position) else { return nil }
                position = end
            case "enum", "scalar", "union":
                guard position + 1 < tokens.count else { return nil }
                defined.insert(tokens[position + 1])
                position += 2
            case "{", "(":
                guard let end = GraphQLDefinition.end(of: position, in: tokens) else { return nil }
                position = end + 1
            default: position += 1
            }
        }
    }

    /// - Returns: the place behind the definition that begins at a place; nil for one that is cut short.
    private mutating func read(_ tokens: [String], from start: Int) -> Int? {
        guard start + 1 < tokens.count else { return nil }
        let name = tokens[start + 1]
        defined.insert(name)
        var position = start + 2
        let ends = ["type", "interface", "input", "enum", "scalar", "union", "schema", "extend"]
        while position < tokens.count, tokens[position] != "{" {
            // One without fields.
            if ends.contains(tokens[position]) { return position }
            if tokens[position] == "(" {
                guard let end = GraphQLDefinition.end(of: position, in: tokens) else { return nil }
                position = end
            }
            position += 1
        }
        guard position < tokens.count else { return position }
        guard let end = GraphQLDefinition.end(of: position, in: tokens) else { return nil }
        readFields(tokens, (position + 1)..<end, of: name)
        return end + 1
    }

    private mutating func readFields(_ tokens: [String], _ range: Range<Int>, of type: String) {
        var position = range.lowerBound
        var field = ""
        var isInArguments = false
        while position < range.upperBound {
            let token = tokens[position]
            switch token {
            case "=":
                // A value, with whatever stands in it.
                position += 1
                if position < range.upperBound, "{[".contains(tokens[position]),
                    let end = GraphQLDefinition.end(of: position, in: tokens)
                {
                    position = end
                }
            case "(":
                if position > 0, tokens[position - 1].hasPrefix("@"),
                    let end = GraphQLDefinition.end(of: position, in: tokens)
                {
                    position = end
                } else {
                    isInArguments = true
                }
            case ")": isInArguments = false
            case ":":
                var place = position + 1
                while place < range.upperBound, tokens[place] == "[" { place += 1 }
                if place < range.upperBound, let first = tokens[place].unicodeScalars.first,
                    first == "_" || first.properties.isAlphabetic
                {
                    if users[tokens[place]] == nil { users[tokens[place]] = "\(type).\(field)" }
                    position = place
                }
            default: if !isInArguments { field = token }
            }
            position += 1
        }
    }
}

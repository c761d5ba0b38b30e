/// What the names of a small program stand for, as far as they are given a value once.
struct CodeNames {
    enum Meaning: Equatable {
        /// A variable of the environment.
        case variable(String)
        /// A client of Boto3, or what makes its objects.
        case client(String)
        /// An object of Boto3, such as a table.
        case object(String, variable: String)
        /// Nobody knows.
        case other
    }

    private let tokens: CodeTokens
    private(set) var meanings: [String: Meaning] = [:]

    init(_ tokens: CodeTokens) {
        self.tokens = tokens
        for index in tokens.all.indices.dropLast(2) {
            guard case .word(let name) = tokens.all[index], tokens[index + 1] == .mark("="),
                tokens[index + 2] != .mark("="), !Self.marksOfArguments.contains(tokens[index - 1])
            else { continue }
            let meaning = meaning(at: index + 2)
            // What is one thing here and another there is neither.
            meanings[name] = meanings[name].map { $0 == meaning ? meaning : .other } ?? meaning
        }
    }

    /// What stands before names that are no variables: members and named arguments.
    private static let marksOfArguments: [CodeToken?] = [.mark("."), .mark(","), .mark("(")]

    private func meaning(at start: Int) -> Meaning {
        if let (variable, end) = reading(at: start) {
            return Self.operators.contains(tokens[end]) ? .other : .variable(variable)
        }
        guard let (service, end) = client(at: start) else { return .other }
        guard tokens[end] == .mark(".") else { return .client(service) }
        guard tokens.match(end, [.mark("."), nil, .mark("(")]), case .word(let object)? = tokens[end + 1],
            CodeService.all[service]?.object == object, let variable = value(at: end + 3)
        else { return .other }
        return .object(service, variable: variable)
    }

    /// The service of a client, and what stands behind it.
    private func client(at start: Int) -> (service: String, end: Int)? {
        if tokens.match(start, [.word("boto3"), .mark("."), nil, .mark("("), nil]),
            [.word("client"), .word("resource")].contains(tokens[start + 2]),
            case .text(let name)? = tokens[start + 4]
        {
            return (name, tokens.end(ofParenthesesAt: start + 3))
        }
        guard case .word(let name)? = tokens[start], case .client(let known)? = meanings[name] else { return nil }
        return (known, start + 1)
    }

    /// What makes something else of what stands before it.
    private static let operators: [CodeToken?] = ["+", ".", "%", "[", "|", "?"].map { .mark($0) }

    /// The variable that is read, in whichever way, and what stands behind it.
    private func reading(at start: Int) -> (variable: String, end: Int)? {
        guard let way = Self.readings.first(where: { tokens.match(start, $0) }) else { return nil }
        let last = start + way.count - 1
        let end = tokens.all[last - 1] == .mark(".") ? last + 1 : tokens.end(ofParenthesesAt: last - 1)
        switch tokens.all[last] {
        case .text(let name), .word(let name): return (name, end)
        case .mark: return nil
        }
    }

    private static let readings: [[CodeToken?]] = [
        [.word("os"), .mark("."), .word("environ"), .mark("["), nil],
        [.word("os"), .mark("."), .word("environ"), .mark("."), .word("get"), .mark("("), nil],
        [.word("os"), .mark("."), .word("getenv"), .mark("("), nil],
        [.word("environ"), .mark("["), nil],
        [.word("process"), .mark("."), .word("env"), .mark("."), nil],
        [.word("process"), .mark("."), .word("env"), .mark("["), nil],
    ]

    /// The variable that stands at a place as a whole value, read there or before.
    func value(at index: Int) -> String? {
        var found = reading(at: index)
        if case .word(let name)? = tokens[index], case .variable(let variable)? = meanings[name] {
            found = (variable, index + 1)
        }
        return found.flatMap { [.mark(","), .mark(")"), .mark("}")].contains(tokens[$0.end]) ? $0.variable : nil }
    }
}

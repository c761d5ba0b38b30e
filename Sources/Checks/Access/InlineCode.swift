import JSON

/// What a small program does to resources whose names it reads from its environment, as far as that is certain.
///
/// Of Python, `boto3.resource("dynamodb").Table(os.environ["TABLE"]).put_item(...)` in steps is `dynamodb:PutItem` of
/// `TABLE`; of JavaScript, `new SendMessageCommand({ QueueUrl: process.env.QUEUE })` is `sqs:SendMessage` of `QUEUE`.
struct InlineCode {
    /// One thing that it does.
    struct Use {
        let service: CodeService
        /// As in `dynamodb:PutItem`.
        let action: String
        /// The variable of the environment that names the resource.
        let variable: String
    }

    private let names: CodeNames
    private let tokens: CodeTokens
    private(set) var uses: [Use] = []

    /// Nil for code of which nothing is certain.
    ///
    /// - Parameter runtime: as in `python3.13`; those of Python and Node.js are known.
    init?(_ code: String, runtime: String) {
        let isPython = runtime.hasPrefix("python")
        guard isPython || runtime.hasPrefix("nodejs"), !Self.otherCredentials.contains(where: code.hasText) else {
            return nil
        }
        tokens = CodeTokens(CodeToken.all(in: code, isPython: isPython))
        names = CodeNames(tokens)
        // A method is one of something that has a name.
        if isPython, names.meanings.isEmpty { return }
        for index in tokens.all.indices {
            if isPython { addCall(at: index) } else { addCommand(at: index) }
        }
    }

    /// Whoever writes these acts as somebody else than the function's role.
    private static let otherCredentials = [
        "assume_role", "AssumeRole", "aws_access_key_id", "accessKeyId", "fromTemporaryCredentials",
    ]

    /// A method of a client or an object in Python: `queue.send_message(...)`.
    private mutating func addCall(at index: Int) {
        guard case .word(let name) = tokens.all[index], tokens[index - 1] != .mark("."),
            tokens.match(index + 1, [.mark("."), nil, .mark("(")]), case .word(let method)? = tokens[index + 2],
            let meaning = names.meanings[name]
        else { return }
        let operation = method.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        switch meaning {
        case .object(let service, let variable): add(service, operation, variable)
        case .client(let service):
            guard let parameter = CodeService.all[service]?.parameter,
                let variable = argument(parameter, ofParenthesesAt: index + 3, separator: "=")
            else { return }
            add(service, operation, variable)
        case .variable, .other: break
        }
    }

    /// A command of the AWS SDK for JavaScript, version 3: `new PutObjectCommand({ ... })`.
    private mutating func addCommand(at index: Int) {
        let end = "Command"
        guard tokens.match(index, [.word("new"), nil, .mark("("), .mark("{")]),
            case .word(let name)? = tokens[index + 1], name.hasSuffix(end)
        else { return }
        let operation = String(name.dropLast(end.count))
        for (service, known) in CodeService.all where known.actions[operation] != nil {
            guard let variable = argument(known.parameter, ofParenthesesAt: index + 3, separator: ":") else { continue }
            add(service, operation, variable)
        }
    }

    private mutating func add(_ service: String, _ operation: String, _ variable: String) {
        guard let known = CodeService.all[service], let action = known.actions[operation] else { return }
        uses.append(Use(service: known, action: action, variable: variable))
    }

    /// The variable that a named argument has.
    private func argument(_ name: String, ofParenthesesAt start: Int, separator: Unicode.Scalar) -> String? {
        var depth = 0
        for index in start..<tokens.end(ofParenthesesAt: start) {
            depth += tokens.all[index].changeOfDepth
            if depth == 1, tokens.match(index, [.word(name), .mark(separator)]) { return names.value(at: index + 2) }
        }
        return nil
    }
}

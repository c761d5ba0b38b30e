import Diagnostics

/// The command was called the wrong way; its exit status is ``ExitCode/usage``.
public struct UsageError: Error, Equatable, CustomStringConvertible, Sendable {
    /// What is wrong, what is allowed and how to put it right, in one sentence.
    public let description: String

    /// - Parameter description: what is wrong in the command line, with the offending word and what is allowed.
    public init(_ description: String) {
        self.description = description
    }
}

extension CommandSyntax {
    /// Reads a command line, without the command's own name.
    ///
    /// Everything after `--` is positional. `--help` wins over every mistake, so that asking for help always helps, and
    /// `--explain` over what is missing.
    ///
    /// - Throws: ``UsageError`` for an unknown option (with the nearest known one), a missing or unexpected value, and
    ///   for missing or surplus positional arguments.
    public func parse(_ commandLine: some Sequence<String>) throws(UsageError) -> Arguments {
        var arguments = Arguments(syntax: self)
        let words = Array(commandLine)
        if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            arguments.flags.insert("help")
            return arguments
        }
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                arguments.positionals += rest
                break
            }
            guard word.hasPrefix("-"), word.count > 1 else {
                arguments.positionals.append(word)
                continue
            }
            try parseOption(word, rest: &rest, into: &arguments)
        }
        if arguments.values["explain"] != nil { return arguments }
        if let missing = positionals.dropFirst(arguments.positionals.count).first(where: \.isRequired) {
            throw UsageError("missing argument \(missing.name): \(missing.help)")
        }
        if arguments.positionals.count > positionals.count, positionals.last?.isRepeated != true {
            throw UsageError("unexpected argument '\(arguments.positionals[positionals.count])'")
        }
        return arguments
    }

    private func parseOption(
        _ word: String, rest: inout ArraySlice<String>, into arguments: inout Arguments
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = String(parts[0].drop(while: { $0 == "-" }))
        guard parts[0].hasPrefix("--"), let option = options.first(where: { $0.name == name }) else {
            let known = options.map { "--" + $0.name }
            let guess =
                options.first { $0.name == name }.map { "--" + $0.name }
                ?? Suggestion.nearest(to: name, in: options.map(\.name)).map { "--" + $0 }
            let hint = guess.map { "did you mean \($0)?" } ?? "known options: \(known.joined(separator: ", "))"
            throw UsageError("unknown option '\(parts[0])'; \(hint)")
        }
        guard let placeholder = option.placeholder else {
            guard parts.count == 1 else {
                throw UsageError("option --\(name) takes no value, but was given '\(parts[1])'")
            }
            arguments.flags.insert(name)
            return
        }
        let value: String
        if parts.count == 2 {
            value = parts[1]
        } else if let next = rest.first, !next.hasPrefix("--") {
            value = next
            rest.removeFirst()
        } else {
            throw UsageError("option --\(name) needs a value: --\(name) \(placeholder)")
        }
        // Mostly a shell's variable that is not set.
        if value.isEmpty {
            throw UsageError("option --\(name) was given an empty value; it needs one: --\(name) \(placeholder)")
        }
        arguments.values[name] = value
        arguments.allValues[name, default: []].append(value)
    }

    /// Reads this process's command line. Prints the help, or what a code means, and exits 0 when asked to; prints what
    /// is wrong and exits 2 when it was called the wrong way.
    public func parseOrExit(on terminal: Terminal = .process) -> Arguments {
        do {
            let arguments = try parse(CommandLine.arguments.dropFirst())
            if try answer(arguments, on: terminal) { ExitCode.success.exitProcess() }
            return arguments
        } catch {
            report(error, on: terminal)
            ExitCode.usage.exitProcess()
        }
    }

    /// Prints the help, or what a code means, where a command line asks for one of them. What else a command explains, it
    /// is left to explain.
    ///
    /// - Returns: whether it did, and nothing else is to be done.
    /// - Throws: ``UsageError`` for a code that there is not.
    public func answer(_ arguments: Arguments, on terminal: Terminal) throws(UsageError) -> Bool {
        if arguments.flag("help") {
            terminal.output.write(document: help)
            return true
        }
        guard let code = arguments.value("explain") else { return false }
        if explainsMore, DiagnosticCatalogue.kind(code) == nil { return false }
        try explain(code, on: terminal)
        return true
    }

    /// Prints what is wrong with how the command was called, and how to call it.
    public func report(_ error: UsageError, on terminal: Terminal) {
        terminal.reportError(error.description)
        terminal.errors.print("\(usage)\nTry '\(name) --help'.")
    }
}

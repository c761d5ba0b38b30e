import Diagnostics
import Environments
import Terminal

/// One call of an app's command.
struct VerbRun: Sendable {
    let app: AppCommand
    let invocation: Invocation
    let terminal: Terminal
    let start = ContinuousClock.now

    init(of app: AppCommand, invocation: Invocation, terminal: Terminal) {
        self.app = app
        self.invocation = invocation.naming(
            Dictionary(app.verbs.map { ($0.syntax(app).name, $0.name) }) { first, _ in first })
        self.terminal = terminal
    }

    /// The world of a command on an environment.
    var context: CommandContext {
        CommandContext(
            terminal: terminal, environments: EnvironmentDirectory(path: app.parameters, invocation: invocation),
            secretVariables: app.makeApp().secretVariables)
    }

    /// Runs the verb that a command line begins with.
    func exitCode(of commandLine: some Sequence<String>) async -> ExitCode {
        let words = Array(commandLine)
        guard let first = words.first else { return reportUsage("a verb is missing") }
        if ["help", "--help", "-h"].contains(first) {
            guard let name = words.dropFirst().first, !name.hasPrefix("-") else {
                terminal.output.write(document: help)
                return .success
            }
            return await verb(name, ["--help"])
        }
        return await verb(first, words.dropFirst())
    }

    private func verb(_ name: String, _ rest: some Sequence<String>) async -> ExitCode {
        guard let verb = app.verbs.first(where: { $0.name == name }) else {
            if name.hasPrefix("-") { return reportUsage("the verb comes first, and '\(name)' is an option") }
            return reportUsage("unknown verb '\(name)'", meant: name)
        }
        return await exitCode(of: verb, rest)
    }

    /// Runs a verb with what stands behind it.
    func exitCode(of verb: Verb, _ rest: some Sequence<String>) async -> ExitCode {
        let syntax = syntax(of: verb)
        do {
            let arguments = try syntax.parse(rest)
            if try syntax.answer(arguments, on: terminal) { return .success }
            return await verb.perform(arguments, self)
        } catch {
            syntax.report(error, on: terminal)
            return .usage
        }
    }

    private func syntax(of verb: Verb) -> CommandSyntax {
        verb.syntax(app).called(invocation.commandLine(verb.name))
    }

    // MARK: - Help

    private var help: String {
        let syntaxes = app.verbs.map(syntax)
        let verbs = zip(app.verbs, syntaxes).map { ($0.name, $1.summary) }
        let examples = syntaxes.flatMap { $0.examples.prefix(1) }.map { ($0.commandLine, $0.explanation) }
        let lines =
            ["usage: \(invocation.commandLine("VERB [options]"))", "", "VERBS"] + CommandSyntax.aligned(verbs)
            + ["", "EXAMPLES"] + CommandSyntax.aligned(examples)
            + ["", "'\(invocation.commandLine("help VERB"))' shows what a verb understands."]
        return lines.joined(separator: "\n") + "\n"
    }

    private func reportUsage(_ problem: String, meant word: String = "") -> ExitCode {
        let names = app.verbs.map(\.name)
        let guess = Suggestion.question(for: word, in: names)
        terminal.reportError("\(problem); \(guess)verbs: \(names.joined(separator: ", "))")
        terminal.errors.print("Try '\(invocation.commandLine("--help"))'.")
        return .usage
    }
}

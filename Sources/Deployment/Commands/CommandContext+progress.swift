import Diagnostics
import Environments
import Terminal

extension CommandSyntax.Option {
    /// `--progress`, of commands that follow what CloudFormation does.
    static let progress = CommandSyntax.Option.value(
        "progress", "FORMAT",
        "text (the default), or json: each event as a line on standard output, and all else on standard error")
}

extension CommandContext {
    /// The context in which a command tells how it goes as its user wants.
    ///
    /// - Parameter format: that of the problems, which stand on standard output too where it is not text.
    /// - Throws: `UsageError` for a format that there is not, and for two kinds of documents on standard output.
    func tellingProgress(_ arguments: Arguments, beside format: OutputFormat) throws(UsageError) -> CommandContext {
        guard try arguments.choice("progress", from: ["text", "json"], default: "text") == "json" else { return self }
        guard format == .text else {
            throw UsageError("--progress json and --format \(format) both write to standard output; give one of them")
        }
        var context = self
        context.terminal = terminal.tellingProgress
        return context
    }
}

import Diagnostics

extension OutputFormat {
    /// The option `--format`, for a ``CommandSyntax``.
    ///
    /// - Parameters:
    ///   - formats: what the command can write, the default first.
    ///   - subject: what it writes so, such as `problems`; nil for all that it has to say.
    public static func option(_ formats: [OutputFormat], of subject: String? = nil) -> CommandSyntax.Option {
        let names = formats.enumerated().map { $0 == 0 ? "\($1.rawValue) (the default)" : $1.rawValue }
        let list = Array(names.dropLast()).joined(separator: ", ") + (names.last.map { " or \($0)" } ?? "")
        return .value("format", "FORMAT", (subject.map { "how \($0) are written: " } ?? "") + list)
    }

    /// The format that a command line asks for.
    ///
    /// - Parameters:
    ///   - formats: those of the option.
    ///   - standard: the one without the option.
    /// - Throws: ``UsageError`` for one that the command does not have.
    public init(
        _ arguments: Arguments, from formats: [OutputFormat], default standard: OutputFormat = .text
    ) throws(UsageError) {
        let name = try arguments.choice("format", from: formats.map(\.rawValue), default: standard.rawValue)
        self = OutputFormat(rawValue: name) ?? standard
    }
}

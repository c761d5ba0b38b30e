import Diagnostics

extension Terminal {
    /// Prints problems as compilers do.
    public func report(_ diagnostics: [Diagnostic]) {
        let sources = SourceFiles()
        sources.conceal(secretsOf: diagnostics)
        for line in diagnostics.flatMap({ $0.text(sources) }) { errors.print(line) }
    }

    /// Prints what stands, and what is accepted in a line each.
    public func report(_ report: DiagnosticReport) {
        guard !report.standing.isEmpty || !report.accepted.isEmpty else { return }
        let sources = SourceFiles()
        for line in report.text(sources) { errors.print(line) }
    }
}

extension DiagnosticFormat {
    /// The option, for a ``CommandSyntax``.
    public static let option = CommandSyntax.Option.value(
        "format", "FORMAT", "how problems are written: text (the default), json, sarif, github or markdown")

    /// The format that a command line asks for.
    ///
    /// - Throws: ``UsageError`` for one that there is not.
    public init(_ arguments: Arguments) throws(UsageError) {
        let name = try arguments.choice("format", from: Self.allCases.map(\.rawValue), default: Self.text.rawValue)
        self = DiagnosticFormat(rawValue: name) ?? .text
    }
}

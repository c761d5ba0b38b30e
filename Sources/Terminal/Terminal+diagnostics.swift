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

import Diagnostics

extension Terminal {
    /// Prints problems as compilers do.
    public func report(_ diagnostics: [Diagnostic]) {
        let sources = SourceFiles()
        sources.conceal(secretsOf: diagnostics)
        for line in diagnostics.flatMap({ $0.text(sources) }) { errors.print(line) }
    }

    /// How a command ends. Whoever redirects a report into a file must be able to rely on it: one that could not be written
    /// is told, and is no success, whichever command it is of.
    func end(of code: ExitCode) -> ExitCode {
        guard let problem = output.writeProblem else { return code }
        report([Diagnostic("unwritable-file", "standard output could not be written: \(problem)")])
        return code == .success || code == .changes ? .failure : code
    }

    /// Prints what stands, and what is accepted in a line each.
    public func report(_ report: DiagnosticReport) {
        guard !report.standing.isEmpty || !report.accepted.isEmpty else { return }
        let sources = SourceFiles()
        for line in report.text(sources) { errors.print(line) }
    }
}

import Diagnostics

extension CommandSyntax {
    /// Prints what a diagnostic's code means.
    ///
    /// - Throws: ``UsageError`` for a code that there is not, with the nearest one.
    public func explain(_ code: String, on terminal: Terminal) throws(UsageError) {
        guard let kind = DiagnosticCatalogue.kind(code) else {
            let hint = Suggestion.question(for: code, in: DiagnosticCatalogue.codes)
            throw UsageError(
                "--explain is '\(code)', which is no code of a diagnostic; \(hint)docs/diagnostics.md has all")
        }
        for line in kind.explanation { terminal.output.print(line) }
    }
}

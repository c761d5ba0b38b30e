extension Diagnostic {
    /// What an error tells, for a document in which nothing may be missing.
    public static func all(of error: any Error) -> [Diagnostic] {
        switch error {
        case let error as DiagnosticError: error.diagnostics
        case let error as Diagnostic: [error]
        default: [Diagnostic("unexpected-error", "\(error)")]
        }
    }
}

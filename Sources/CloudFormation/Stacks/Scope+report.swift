extension Scope {
    /// Reports a problem that a construct finds in what it was given. It points to the user's line that opened the
    /// scope, and synthesis goes on, so that one run shows all problems.
    ///
    /// - Parameters:
    ///   - code: stable, for searching: `address-plan`.
    ///   - message: cause, offending value and what is allowed.
    ///   - fix: what to do about it.
    public func report(_ code: String, _ message: String, severity: Diagnostic.Severity = .error, fix: String) {
        declarations.diagnostics.append(
            Diagnostic(
                code, message, severity: severity, at: path.constructLocation ?? path.location,
                path: path.description, fix: fix))
    }
}

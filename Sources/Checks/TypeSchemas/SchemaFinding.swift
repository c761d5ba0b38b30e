import Diagnostics

/// What a rule says of the problems with it.
struct SchemaFinding {
    /// Nil for the keyword's own.
    let code: String?
    /// Why.
    let because: String
    /// Nil for the keyword's own.
    let severity: Diagnostic.Severity?
    /// What to do; nil for what the keyword advises.
    let fix: String?

    init?(_ value: CatalogueJSON) {
        guard let because = value["because"]?.string else { return nil }
        self.because = because
        code = value["code"]?.string
        fix = value["fix"]?.string
        severity = value["severity"]?.string == "warning" ? .warning : nil
    }
}

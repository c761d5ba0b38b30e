import Diagnostics
import Template

/// What a schema does not allow.
struct SchemaProblem {
    let code: String
    let message: String
    let path: Template.Path
    let fix: String
    let mend: Mend?
    let severity: Diagnostic.Severity
    /// Whether the line that it is about may hold a secret.
    let isConfidential: Bool
}

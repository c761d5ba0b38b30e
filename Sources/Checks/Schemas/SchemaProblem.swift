import Diagnostics
import Template

/// What a schema does not allow.
struct SchemaProblem {
    let code: String
    let message: String
    let path: Template.Path
    let fix: String
    var severity: Diagnostic.Severity = .error
}

import Diagnostics
import Template

/// What a schema does not allow.
struct SchemaProblem {
    private(set) var code: String
    let message: String
    /// Under which conditions, where that is not to be seen by the place.
    var guards: [Template.Guard] = []
    let path: Template.Path
    private(set) var fix: String
    var mend: Mend?
    /// The property that is missing, where that is all, whatever the conditions are.
    var missing: String?
    private(set) var severity: Diagnostic.Severity
    /// What the rule says that found it.
    private(set) var because: String?
    /// Whether the line that it is about may hold a secret.
    let isConfidential: Bool

    /// The message with conditions and reason.
    var text: String { message + guards.text + (because.map { ": " + $0 } ?? "") }

    /// Whether both say the same of the same place.
    func isSame(as other: SchemaProblem) -> Bool { message == other.message && path == other.path }

    /// Whether nothing more need be said of a value where this is: that it is no number, or too large already.
    func isEnough(for other: SchemaProblem) -> Bool {
        let codes = ["wrong-value-type", "out-of-range", "wrong-length", "pattern-mismatch", "value-not-allowed"]
        return path == other.path && codes.contains(code)
    }

    /// Whether the value is built in another way, and not just wrong in a part.
    var isOfShape: Bool { ["missing-property", "unknown-property", "wrong-value-type"].contains(code) }

    /// Has the rule say what it is; the innermost one does.
    mutating func explain(_ finding: SchemaFinding) {
        guard because == nil else { return }
        because = finding.because
        if let own = finding.code { code = own }
        if let own = finding.severity { severity = own }
        if let own = finding.fix { fix = own }
    }
}

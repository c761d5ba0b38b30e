import Diagnostics
import Patterns
import Template

extension Examination {
    /// There are values that meet a parameter's constraints, and those that it lists do.
    mutating func checkSatisfiability(of parameter: Template.Parameter, _ name: String, at path: Template.Path) {
        if let pattern = parameter.allowedPattern, let fault = PatternFault.fault(in: pattern) {
            reportUnsatisfiable(
                "the pattern of \(name) is no regular expression: \(fault)", at: path.appending("AllowedPattern"),
                fix: "write a backslash before what is meant as a character, or mend the expression")
        }
        if let least = parameter.minLength, let most = parameter.maxLength, least > most {
            reportUnsatisfiable(
                "\(name) has to have \(least) characters or more, and \(most) or fewer",
                at: path.appending("MinLength"),
                fix: "let MinLength be MaxLength or less")
        }
        if let least = parameter.minValue, let most = parameter.maxValue, let low = Double(least.text),
            let high = Double(most.text), low > high
        {
            reportUnsatisfiable(
                "\(name) has to be \(least.text) or more, and \(most.text) or less", at: path.appending("MinValue"),
                fix: "let MinValue be MaxValue or less")
        }
        checkAllowedValues(of: parameter, name, at: path.appending("AllowedValues"))
    }

    private mutating func checkAllowedValues(
        of parameter: Template.Parameter, _ name: String, at path: @autoclosure () -> Template.Path
    ) {
        let allowed = parameter.allowedValues
        let wrong = allowed.enumerated().compactMap { index, value in
            parameter.violations(of: value).first.map { (index: index, value: value, violation: $0) }
        }
        guard let first = wrong.first else { return }
        let isAll = wrong.count == allowed.count
        reportUnsatisfiable(
            isAll && allowed.count > 1
                ? "nothing that \(name) allows meets its other constraints: \"\(first.value)\" \(first.violation)"
                : "\"\(first.value)\", which \(name) allows, \(first.violation)",
            severity: isAll ? .error : .warning, at: path().appending(first.index),
            fix: "change the value or the constraint")
    }

    private mutating func reportUnsatisfiable(
        _ message: String, severity: Diagnostic.Severity = .error, at path: Template.Path, fix: String
    ) {
        report("unsatisfiable-constraint", message, severity: severity, at: path, fix: fix)
    }
}

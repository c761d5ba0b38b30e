import Patterns
import Template

extension Examination {
    /// A parameter's value is as its own pattern asks, and a maintenance window ends what it starts ("PutParameter" and
    /// "CreateMaintenanceWindow" in the AWS Systems Manager API reference).
    mutating func checkSystemsManager() {
        for (parameter, wiring) in cases(of: "AWS::SSM::Parameter") {
            guard let pattern = wiring.text(parameter.value("AllowedPattern")),
                let value = wiring.text(parameter.value("Value")), !value.hasDynamicReference,
                Pattern(pattern)?.matches(value) == false
            else { continue }
            report(
                "pattern-mismatch", "the value does not match the parameter's own pattern \(pattern)", at: parameter,
                .key("Value"), fix: "change the value or the AllowedPattern")
        }
        for (window, wiring) in cases(of: "AWS::SSM::MaintenanceWindow") {
            guard let cutoff = wiring.number(window.value("Cutoff")),
                let duration = wiring.number(window.value("Duration")), cutoff >= duration
            else { continue }
            report(
                "out-of-range",
                "no tasks start in the last \(cutoff.words) hours of a window of \(duration.words)", at: window,
                .key("Cutoff"), fix: "let Cutoff be less than Duration")
        }
    }
}

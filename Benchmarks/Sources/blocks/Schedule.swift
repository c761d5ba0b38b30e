import FunctionConstructs
import MessagingConstructs

/// A function every night by the clock of Madrid; what fails is kept.
func schedule(_ stack: Stack) {
    let report = Function(
        in: stack.scope("Report"), code: .inline("def handler(event, context): pass", runtime: .python3_13))
    report.handles(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid"))
}

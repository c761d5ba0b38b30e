/// How a command ends, as its exit status.
public enum ExitCode: Int32, Sendable {
    /// It did what was asked, or there was nothing to do.
    case success = 0
    /// It was asked something sensible and could not do it.
    case failure = 1
    /// It was called the wrong way: an unknown option, a missing value.
    case usage = 2
    /// It was asked for one by `--exit-code`, and something changes.
    case changes = 3
    /// It was given a budget, and cannot promise to keep within it.
    case overBudget = 4
    /// The user stopped it with Ctrl+C (128 + SIGINT, as shells expect).
    case interrupted = 130
}

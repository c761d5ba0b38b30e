import Diagnostics

/// Where and when stacks will be made of the templates.
struct Circumstances: Sendable {
    /// Nil where nobody knows.
    let region: String?
    let today: Day
}

/// A suppression as it was written.
struct SuppressionRecord: Sendable {
    let code: String
    /// The construct path of what it is about.
    let path: String
    let reason: String
    let lastDay: String?
    let location: SourceLocation
}

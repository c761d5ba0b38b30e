/// Why AWS is sure to refuse a change, and what to do instead.
///
/// Only what AWS documents as refused, and what nothing outside of the templates can decide otherwise, is one.
public struct Refusal: Sendable, Hashable, CustomStringConvertible {
    /// As in "RDS makes no storage smaller".
    public let reason: String
    /// As in "give it another logical ID".
    public let fix: String

    init(_ reason: String, fix: String = "undo that, or give it another logical ID, which makes another one") {
        self.reason = reason
        self.fix = fix
    }

    /// Both in one line.
    public var description: String { "\(reason); \(fix)" }
}

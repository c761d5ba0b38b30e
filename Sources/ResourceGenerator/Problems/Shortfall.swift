/// Something in a schema, or in the corrections, that the generator could not express as it stands.
///
/// Shortfalls never stop generation: the type comes out with less typing, and a person reads why.
struct Shortfall: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// What it is about: `AWS::EC2::VPC.Tags`.
    let subject: String
    /// What was found and what was done instead.
    let message: String

    init(_ subject: String, _ message: String) {
        self.subject = subject
        self.message = message
    }

    var description: String { "\(subject): \(message)" }

    static func < (left: Shortfall, right: Shortfall) -> Bool {
        (left.subject, left.message) < (right.subject, right.message)
    }
}

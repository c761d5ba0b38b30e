/// An app cannot be made.
public struct NewAppError: Error, Equatable, CustomStringConvertible {
    /// The cause, with what is allowed.
    public let description: String

    init(_ description: String) { self.description = description }
}

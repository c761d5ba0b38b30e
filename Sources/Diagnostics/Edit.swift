/// A change of a text that mends a problem.
public struct Edit: Sendable, Hashable {
    /// What it replaces.
    public enum Target: Sendable, Hashable {
        /// Bytes of a file, which begin at a position; none for what is put in there.
        case bytes(Range<Int>, at: FilePosition)
        /// The only occurrence of a text in a line of Swift. Where there are several, or none, nobody knows which.
        case text(String, in: SourceLocation)
    }

    /// What it replaces.
    public let target: Target
    /// What stands there afterwards.
    public let replacement: String

    public init(_ target: Target, with replacement: String) {
        self.target = target
        self.replacement = replacement
    }
}

/// A piece of text on one line, and what it is: whoever prints it knows how that looks.
public struct TextPiece: Sendable, Hashable {
    /// What a piece of text is.
    public enum Role: Sendable, Hashable {
        case plain
        /// What the eye looks for first: a place, a message.
        case heading
        /// The label of a problem, by how bad it is.
        case severity(Diagnostic.Severity)
        /// What matters only to who looks for it: codes, numbers of lines, labels.
        case aside
        /// What to do.
        case fix
        /// What is wrong in a line of a file, or in an example.
        case bad
        /// The same put right.
        case good
    }

    /// Without a newline.
    public let text: String
    /// What it is, which says how it looks.
    public let role: Role

    public init(_ text: String, _ role: Role = .plain) {
        self.text = text
        self.role = role
    }
}

/// A line of a text, in pieces.
public typealias TextLine = [TextPiece]

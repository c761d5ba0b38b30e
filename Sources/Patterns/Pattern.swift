/// A regular expression, as resource schemas and parameters have them.
///
/// Whether a text matches is found in time linear in its length whatever the expression is, because all ways to match
/// are followed side by side: a template that somebody made for that purpose stops nobody's check. Swift's own
/// expressions follow one way after the other, and cost more to make than all else that a check does.
package struct Pattern: Sendable {
    /// More steps than any expression of a schema has; what repeats more is not read.
    private static let mostInstructions = 200_000
    /// Longer texts are left to AWS.
    private static let longestText = 65_536

    private let program: PatternProgram

    /// Nil for an expression that cannot be read here.
    ///
    /// - Parameter isWhole: whether all of a text must match, as CloudFormation asks of a parameter's value. JSON schemas
    ///   ask for a part.
    package init?(_ text: String, isWhole: Bool = false) {
        guard let syntax = try? PatternParser.parse(text),
            let program = PatternProgram(
                isWhole ? .sequence([.start, syntax, .end]) : syntax, atMost: Self.mostInstructions)
        else { return nil }
        self.program = program
    }

    /// Whether the text matches; nil where it is too long to tell.
    package func matches(_ text: String) -> Bool? {
        guard text.utf8.count <= Self.longestText else { return nil }
        return program.matches(text.unicodeScalars.map { .character($0.value) }, .possibly)
    }

    /// The same of a text of which parts are not known; nil where these decide it, or where it cannot be told.
    package func matches(_ text: PartialText) -> Bool? {
        guard text.pieces.count <= Self.longestText else { return nil }
        if !program.matches(text.pieces, .possibly) { return false }
        return program.matches(text.pieces, .certainly) ? true : nil
    }
}

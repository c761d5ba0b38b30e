/// A regular expression as a tree.
enum PatternSyntax: Equatable {
    case empty
    /// The character itself.
    case only(UInt32)
    /// One of several.
    case character(CharacterClass)
    case sequence([PatternSyntax])
    case alternatives([PatternSyntax])
    /// How often; without an end for `*` and `+`. Whether it takes as much or as little as it can makes no difference
    /// to whether a text matches.
    indirect case repetition(PatternSyntax, from: Int, to: Int?)
    case start
    case end
    /// `\b`, or `\B`.
    case wordBoundary(negated: Bool)
    /// `(?=...)`, or `(?!...)`.
    indirect case lookahead(PatternSyntax, negated: Bool)
}

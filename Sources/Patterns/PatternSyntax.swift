/// A regular expression as a tree.
indirect enum PatternSyntax: Equatable {
    case empty
    case character(CharacterClass)
    case sequence([PatternSyntax])
    case alternatives([PatternSyntax])
    /// How often; without an end for `*` and `+`. Whether it takes as much or as little as it can makes no difference
    /// to whether a text matches.
    case repetition(PatternSyntax, from: Int, to: Int?)
    case start
    case end
    /// `\b`, or `\B`.
    case wordBoundary(negated: Bool)
    /// `(?=...)`, or `(?!...)`.
    case lookahead(PatternSyntax, negated: Bool)
}

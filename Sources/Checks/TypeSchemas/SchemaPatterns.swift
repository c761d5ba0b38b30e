/// The patterns of schemas: many types have the same ones, such as that of a tag's key.
final class SchemaPatterns {
    private var patterns: [String: PatternMatches] = [:]

    /// - Parameter text: a regular expression.
    func pattern(_ text: String) -> PatternMatches {
        if let known = patterns[text] { return known }
        let pattern = PatternMatches(text)
        patterns[text] = pattern
        return pattern
    }
}

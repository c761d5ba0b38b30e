import Patterns

/// A pattern with the texts that were held against it: many resources have the same ones.
final class PatternMatches {
    /// Nil for one that cannot be read.
    private let pattern: Pattern?
    private var matches: [String: Bool?] = [:]

    init(_ text: String) {
        pattern = Pattern(text)
    }

    /// Whether a text matches; nil where that cannot be told.
    func matches(_ text: String) -> Bool? {
        if let known = matches[text] { return known }
        let isMatch = pattern.flatMap { $0.matches(text) }
        matches.updateValue(isMatch, forKey: text)
        return isMatch
    }

    /// The same of a text of which parts are not known; nil also where these decide it.
    func matches(_ text: PartialText) -> Bool? { pattern.flatMap { $0.matches(text) } }
}

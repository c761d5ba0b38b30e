/// A kind of problem, under a code that stays the same for ever.
public struct DiagnosticKind: Sendable, Hashable {
    /// Words with hyphens, such as `logical-id-collision`; of an audit three letters and a number, such as `SEC001`.
    public let code: String
    /// What is wrong, in a few words without a full stop.
    public let title: String
    /// How bad it is unless a diagnostic says otherwise.
    public let severity: Diagnostic.Severity
    /// Why it matters, as a sentence without its capital letter and full stop.
    public let reason: String
    /// What leads to it, and what does not; nil where that is in no text.
    public let example: Example?

    /// Swift or JSON that shows a problem.
    public struct Example: Sendable, Hashable {
        /// What has the problem.
        public let bad: String
        /// The same put right; nil where there is nothing to show.
        public let good: String?
    }

    init(
        _ code: String, _ title: String, _ severity: Diagnostic.Severity = .error, because reason: String,
        bad: String? = nil, good: String? = nil
    ) {
        self.code = code
        self.title = title
        self.severity = severity
        self.reason = reason
        example = bad.map { Example(bad: $0, good: good) }
    }
}

/// Kinds of problems that belong together.
public struct DiagnosticFamily: Sendable {
    /// What they are about, in a few words.
    public let title: String
    /// Where such problems are found, as a sentence.
    public let summary: String
    /// In the order in which they are explained.
    public let kinds: [DiagnosticKind]
}

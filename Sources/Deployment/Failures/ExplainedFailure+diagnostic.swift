import Diagnostics

extension ExplainedFailure {
    /// The failure at its line of Swift: AWS's words, what they mean, what lies behind them, and what to do.
    ///
    /// - Parameter evidence: what was found behind it, a line each.
    func diagnostic(evidence: [String] = []) -> Diagnostic {
        let meaning =
            explanation?.reason
            ?? "AWS's words are of no kind that is known here, so that nothing can be advised; they stand above as they are"
        // What is not understood is shown with every word of it.
        let words = explanation == nil ? resource.reason.text : resource.reason.message
        let said = words.isEmpty ? "\(resource.status), and AWS gives no reason" : words
        return Diagnostic(
            "deployment-failed",
            "\(resource.path) (\(resource.type), logical ID \(resource.logicalID)): \(said)",
            at: resource.source.map { .source($0.location) }, logicalID: resource.logicalID,
            property: explanation?.property.map { "Properties.\($0)" },
            notes: [.init(meaning)] + evidence.map { .init("behind it: \($0)") }, fix: explanation?.fix)
    }
}

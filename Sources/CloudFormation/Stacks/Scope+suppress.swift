extension Scope {
    /// Accepts a problem of something in this scope, or of the scope, with the reason why. Errors cannot be accepted;
    /// what an audit finds can. A suppression that has expired or accepts nothing is reported.
    ///
    ///     stack.suppress(
    ///         "literal-substitution", on: "Bootstrap", because: "the script substitutes it when it runs",
    ///         until: "2027-06-30")
    ///
    /// - Parameters:
    ///   - code: of the diagnostic, in brackets at the end of its first line.
    ///   - resource: its path from this scope, as in `Queue` and `Worker/Role`; what is below it is meant too, and `*`
    ///     stands for any text. Without it, all in this scope.
    ///   - lastDay: the last day on which it holds, in UTC; without it for ever.
    public func suppress(
        _ code: String, on resource: String? = nil, because reason: String, until lastDay: String? = nil,
        fileID: String = #fileID, line: Int = #line
    ) {
        declarations.suppressions.append(
            SuppressionRecord(
                code: code, path: ([path.description] + (resource.map { [$0] } ?? [])).joined(separator: "/"),
                reason: reason, lastDay: lastDay, location: SourceLocation(fileID: fileID, line: line)))
    }
}

extension Resource {
    /// Accepts a problem of this resource, with the reason why. Errors cannot be accepted; what an audit finds can.
    ///
    ///     let drafts = stack.add("Drafts", S3.Bucket()).suppress("SEC014", because: "nobody needs an old draft")
    ///
    /// - Parameters:
    ///   - code: of the diagnostic, in brackets at the end of its first line.
    ///   - lastDay: the last day on which it holds, in UTC, as in `2027-06-30`; without it for ever.
    @discardableResult
    public func suppress(
        _ code: String, because reason: String, until lastDay: String? = nil, fileID: String = #fileID,
        line: Int = #line
    ) -> Self {
        let record = SuppressionRecord(
            code: code, path: element.path, reason: reason, lastDay: lastDay,
            location: SourceLocation(fileID: fileID, line: line))
        edit { $0.suppressions.append(record) }
        return self
    }
}

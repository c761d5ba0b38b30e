extension [CollectedStack] {
    /// What the stacks accept. One without a reason, or with a day that is none, is reported and accepts nothing.
    func suppressions(_ diagnostics: inout [Diagnostic]) -> [Suppression] {
        var suppressions: [Suppression] = []
        for stack in self {
            let declarations = stack.declarations
            for record in declarations.suppressions
                + declarations.resources.flatMap({ $0.attributes?.suppressions ?? [] })
            {
                if let suppression = record.suppression(&diagnostics) { suppressions.append(suppression) }
            }
        }
        return suppressions
    }
}

extension SuppressionRecord {
    fileprivate func suppression(_ diagnostics: inout [Diagnostic]) -> Suppression? {
        func report(_ message: String, fix: String) {
            diagnostics.append(Diagnostic("invalid-value", message, at: location, path: path, fix: fix))
        }
        let expires = lastDay.flatMap(Day.init)
        if let lastDay, expires == nil {
            report(
                "the suppression of \(code) holds until \"\(lastDay)\", which is no day",
                fix: "write it as in 2027-06-30")
        }
        let hasReason = !reason.allSatisfy(\.isWhitespace)
        if !hasReason { report("the suppression of \(code) has no reason", fix: "say why the problem is accepted") }
        guard hasReason, lastDay == nil || expires != nil else { return nil }
        return Suppression(
            code: code, resource: path, includesBelow: true, reason: reason, expires: expires, at: .source(location))
    }
}

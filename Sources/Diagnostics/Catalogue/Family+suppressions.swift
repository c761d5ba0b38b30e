extension DiagnosticFamily {
    static let suppressions = DiagnosticFamily(
        title: "Suppressions",
        summary: "Found in what accepts other problems, in Swift and in files.",
        kinds: [
            DiagnosticKind(
                "unknown-code", "A suppression names no known code", because: "it would accept nothing",
                bad: "{ \"code\": \"SEC05O\", \"resource\": \"*\", \"reason\": \"dev has no domain\" }",
                good: "{ \"code\": \"SEC050\", \"resource\": \"*\", \"reason\": \"dev has no domain\" }"),
            DiagnosticKind(
                "unused-suppression", "A suppression accepts nothing", .low,
                because: "the problem is mended, or the suppression names it wrongly"),
            DiagnosticKind(
                "expired-suppression", "A suppression has expired", .warning,
                because: "somebody meant to look at it again by now"),
            DiagnosticKind(
                "suppressed-error", "An error cannot be suppressed", .warning,
                because: "AWS would refuse the template all the same"),
        ])
}

extension DiagnosticKind {
    public static let notChecked = DiagnosticKind(
        "AUD001", "Something could not be checked", .high,
        because: "what is not seen is not reported; the severity is that of the gravest finding that may be missing")
}

extension DiagnosticFamily {
    static let audit = DiagnosticFamily(
        title: "The audit itself", summary: "Found by `audit-infra`: what it cannot say anything about.",
        kinds: [
            .notChecked
        ])
}

extension DiagnosticFamily {
    static let securityOfAccess = [
        DiagnosticKind(
            "SEC160", "A policy of AWS's own is used", .low,
            because: "it allows what any user of the service might need, and AWS changes it"),
        DiagnosticKind("SEC161", "A policy has wildcards", .low, because: "whoever reviews wants to see each, and why"),
        DiagnosticKind(
            "SEC162", "A policy is attached to a user", .low,
            because: "what a person may do is found in one place where groups and roles have it"),
        DiagnosticKind(
            "SEC163", "A key is never changed", .low, because: "what one key encrypted in all the years is lost with it"
        ),
        DiagnosticKind("SEC164", "Anyone may use a key", .high, because: "it protects nothing"),
        DiagnosticKind("SEC165", "A secret is never changed", .low, because: "who learned it once knows it for ever"),
        DiagnosticKind(
            "SEC166", "A secret has no key of its own", .low,
            because: "whoever may use the key that AWS manages and read the secret knows it"),
        DiagnosticKind(
            "SEC167", "A log group has no key of its own", .low,
            because: "CloudWatch Logs encrypts with a key of its own, which nobody can take away at once"),
        DiagnosticKind(
            "SEC168", "A log is kept for ever", .low,
            because: "it costs more each month, and holds what should have been forgotten"),
        DiagnosticKind(
            "SEC169", "A trail has no key of its own", .low, because: "whoever may read its bucket reads it"),
        DiagnosticKind(
            "SEC170", "A trail can be changed unseen", .medium, because: "who covers up what he did changes its files"),
        DiagnosticKind("SEC171", "A trail sees one region", .medium, because: "what is done in the others is not seen"),
        DiagnosticKind("SEC172", "Passwords may be weak", .medium, because: "short ones are guessed"),
        DiagnosticKind(
            "SEC173", "A password is enough to sign in", .low,
            because: "one that leaked elsewhere opens the account here"),
        DiagnosticKind(
            "SEC174", "Suspicious sign-ins are not stopped", .low,
            because: "passwords that leaked elsewhere are tried here"),
        DiagnosticKind(
            "SEC175", "Nobody has to sign in to get credentials", .medium,
            because: "whatever guests may do, everybody may"),
    ]
}

extension DiagnosticFamily {
    static let limits = DiagnosticFamily(
        title: "Limits",
        summary: "Found by synthesis and in files.",
        kinds: [
            DiagnosticKind(
                "limit-exceeded", "There is more of something than AWS accepts",
                because: "a quota that cannot be raised would stop the deployment")
        ])
}

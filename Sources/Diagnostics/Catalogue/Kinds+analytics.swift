extension DiagnosticFamily {
    static let securityOfAnalytics = [
        DiagnosticKind(
            "SEC240", "Results of queries are not encrypted", .medium,
            because: "whoever may read their bucket reads them"),
        DiagnosticKind(
            "SEC241", "Who asks may leave encryption out", .low,
            because: "what the work group says counts only where it is enforced"),
        DiagnosticKind(
            "SEC242", "A search domain is outside of a network", .medium,
            because: "only its policy stands between anyone and the data"),
        DiagnosticKind(
            "SEC243", "A search domain's nodes talk in the clear", .medium,
            because: "what is in it can be read on its way"),
        DiagnosticKind(
            "SEC244", "A search domain has no master nodes of its own", .low,
            because: "a node that is busy with queries loses the cluster"),
        DiagnosticKind(
            "SEC245", "Anyone may search", .high, because: "what the policy allows to everybody, everybody does"),
        DiagnosticKind("SEC246", "A search domain stands in one zone", .low, because: "it is away while the zone is"),
        DiagnosticKind(
            "SEC247", "A search domain is not encrypted", .medium,
            because: "its disks and all its snapshots are in the clear"),
        DiagnosticKind(
            "SEC248", "A search domain does not log what is slow", .low,
            because: "which query stops all others is guessed"),
        DiagnosticKind(
            "SEC249", "A search domain answers without TLS", .medium,
            because: "what is asked can be read and changed on its way"),
        DiagnosticKind(
            "SEC250", "A notebook has no key of its own", .low,
            because: "its disk is encrypted with one that nobody can take away at once"),
        DiagnosticKind(
            "SEC251", "A notebook is outside of a network", .medium,
            because: "it reaches the internet, and the data does so with it"),
        DiagnosticKind(
            "SEC252", "A notebook reaches the internet", .medium, because: "what it reads can leave by any way"),
        DiagnosticKind(
            "SEC253", "A notebook answers IMDSv1", .medium,
            because: "a forged request is enough to steal the role's credentials"),
        DiagnosticKind(
            "SEC254", "A cluster keeps its logs to itself", .low, because: "they are gone with its machines"),
        DiagnosticKind(
            "SEC255", "A cluster has no security configuration", .medium,
            because: "its disks and its traffic are in the clear"),
        DiagnosticKind(
            "SEC256", "A job has no security configuration", .low, because: "its results and logs are in the clear"),
        DiagnosticKind(
            "SEC257", "A data source is asked without TLS", .medium, because: "what is read can be seen on its way"),
    ]
}

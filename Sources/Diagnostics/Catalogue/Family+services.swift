extension DiagnosticFamily {
    static let services = DiagnosticFamily(
        title: "Resources together",
        summary: "Found by looking at several resources, or at several properties of one.",
        kinds: [
            DiagnosticKind(
                "capacity-order", "The sizes of an Auto Scaling group are not in order",
                because:
                    "Auto Scaling refuses a group that is to be smaller than its minimum, or larger than its maximum"),
            DiagnosticKind(
                "health-check-order", "A health check may take longer than until the next one",
                because: "Elastic Load Balancing refuses it"),
            DiagnosticKind(
                "missing-dependency", "A resource needs another one that it does not wait for", .warning,
                because: "whether the deployment succeeds depends on which is made first"),
            DiagnosticKind(
                "visibility-below-timeout", "A queue shows a message again while a function still works on it",
                because: "Lambda refuses to connect them, and other consumers would work on it twice"),
        ])
}

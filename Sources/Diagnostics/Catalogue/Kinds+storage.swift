extension DiagnosticFamily {
    static let securityOfStorage = [
        DiagnosticKind(
            "SEC100", "A bucket keeps no access log", .low, because: "nobody can tell afterwards who read or wrote what"
        ),
        DiagnosticKind(
            "SEC101", "A bucket does not say how it encrypts", .low,
            because: "S3 encrypts with a key of its own where nothing is said, and a review wants to see it"),
        DiagnosticKind(
            "SEC102", "A file system is not encrypted", .medium,
            because: "it and its backups are in the clear, and that cannot be changed later"),
        DiagnosticKind(
            "SEC103", "A backup vault has no key of its own", .low,
            because: "whoever may use the key that AWS manages may read the backups"),
        DiagnosticKind(
            "SEC104", "A workspace's volume is not encrypted", .medium, because: "it and its images are in the clear"),
        DiagnosticKind(
            "SEC105", "A file transfer server has a public endpoint", .medium,
            because: "every address can try passwords there"),
    ]
}

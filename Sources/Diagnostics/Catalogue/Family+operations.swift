extension DiagnosticKind {
    public static let noBackups = DiagnosticKind(
        "OPS001", "A database has no automated backups", .high,
        because: "a mistake or a failure loses the data")
    public static let shortBackups = DiagnosticKind(
        "OPS002", "A protected environment keeps backups for less than a week", .medium,
        because: "damage is often noticed later than that")
    public static let noDeletionProtection = DiagnosticKind(
        "OPS003", "A protected environment's database can be deleted", .medium,
        because: "one wrong command deletes it")
    public static let outOfStandardSupport = DiagnosticKind(
        "OPS004", "A database's version leaves standard support", .medium,
        because: "AWS charges RDS Extended Support by the vCPU-hour, for a standby too")
    public static let untagged = DiagnosticKind(
        "OPS005", "A resource lacks the project's tags", .low,
        because: "bills are read, and dev is stopped, by the tags Project and Environment")
    public static let insufficientRole = DiagnosticKind(
        "OPS006", "The execution role lacks what its templates need", .medium,
        because: "the next deployment that needs it is denied half-way, and rolls back")
}

extension DiagnosticFamily {
    static let operations = DiagnosticFamily(
        title: "Operations",
        summary: "Found by `audit-infra` in what is deployed: what would hurt when something fails.",
        kinds: [
            .noBackups, .shortBackups, .noDeletionProtection, .outOfStandardSupport, .untagged,
            .insufficientRole,
        ])
}

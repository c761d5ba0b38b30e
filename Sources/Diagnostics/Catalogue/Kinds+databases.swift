extension DiagnosticFamily {
    static let securityOfDatabases = [
        DiagnosticKind(
            "SEC110", "A database can be deleted without asking", .medium,
            because: "one command, or one line taken out of a template, loses it"),
        DiagnosticKind(
            "SEC111", "A database stands in one zone", .low,
            because: "it is away while the zone is, or while it is patched"),
        DiagnosticKind(
            "SEC112", "A database knows passwords only", .low,
            because: "tokens of IAM live for minutes, and passwords until somebody changes them"),
        DiagnosticKind(
            "SEC113", "A database has no enhanced monitoring", .low,
            because: "what its processes do is not seen when it is slow"),
        DiagnosticKind(
            "SEC114", "A database listens on the port that everybody expects", .low,
            because: "another one is found later by those who scan"),
        DiagnosticKind(
            "SEC115", "A database has no backups of its own", .high,
            because: "what is lost since the last snapshot by hand is lost"),
        DiagnosticKind(
            "SEC116", "A database keeps its backups less than a week", .low,
            because: "what goes wrong at a weekend is often found after it"),
        DiagnosticKind(
            "SEC117", "An Aurora cluster cannot be wound back", .low,
            because: "a backup takes its time to be restored, and backtracking seconds"),
        DiagnosticKind(
            "SEC118", "A database keeps its logs to itself", .low,
            because: "they are gone with the instance, and no alarm sees them"),
        DiagnosticKind(
            "SEC120", "A cluster's storage is not encrypted", .high,
            because: "its disks and all its snapshots are in the clear"),
        DiagnosticKind(
            "SEC121", "A warehouse has a public address", .high,
            because: "one wrong rule of a security group opens it to the internet"),
        DiagnosticKind(
            "SEC122", "A warehouse is outside of a network", .medium,
            because: "only a password stands between anyone and the data"),
        DiagnosticKind(
            "SEC123", "A warehouse has the user that everybody expects", .low,
            because: "half of what has to be guessed is known"),
        DiagnosticKind(
            "SEC124", "A cluster is not kept up to date", .low,
            because: "known holes stay open until somebody remembers"),
        DiagnosticKind(
            "SEC125", "A table cannot be restored to a point in time", .low,
            because: "what a wrong write destroyed is lost"),
        DiagnosticKind(
            "SEC126", "A table has no key of its own", .low,
            because: "whoever may read the table may decrypt it, and nobody can take that away at once"),
        DiagnosticKind(
            "SEC127", "A cache is not encrypted", .medium,
            because: "what is in it can be read on its way, or from its disks"),
        DiagnosticKind(
            "SEC128", "A cache knows no password", .medium,
            because: "whatever reaches its port can read and change what is in it"),
        DiagnosticKind("SEC129", "A cache stands in one zone", .low, because: "it is away while the zone is"),
    ]
}

extension DiagnosticKind {
    public static let unattachedVolume = DiagnosticKind(
        "FIN001", "A volume is attached to nothing", .medium,
        because: "its storage is billed as if it were used")
    public static let idleAddress = DiagnosticKind(
        "FIN002", "An IP address is idle", .medium,
        because: "it is billed by the hour")
    public static let oldSnapshot = DiagnosticKind(
        "FIN003", "A snapshot is old", .low,
        because: "snapshots are billed until they are deleted")
    public static let stoppedInstance = DiagnosticKind(
        "FIN004", "A stopped instance keeps its disks", .medium,
        because: "its disks are billed as if it ran")
    public static let leftOn = DiagnosticKind(
        "FIN005", "dev is left on at night", .medium,
        because: "nobody works on it from 20:00 to 07:00 and at weekends, which is six hours in ten")
    public static let retainedBackups = DiagnosticKind(
        "FIN006", "A deleted database's automated backups are kept", .low,
        because: "they are billed until their retention period is over")
    public static let orphanedLogs = DiagnosticKind(
        "FIN007", "A log group outlived its database", .low,
        because: "logs are billed until they are deleted, and RDS deletes none")
}

extension DiagnosticFamily {
    static let cost = DiagnosticFamily(
        title: "Money", summary: "Found by `audit-infra` in what is deployed: what is paid for and not used.",
        kinds: [
            .unattachedVolume, .idleAddress, .oldSnapshot, .stoppedInstance, .leftOn, .retainedBackups, .orphanedLogs,
        ])
}

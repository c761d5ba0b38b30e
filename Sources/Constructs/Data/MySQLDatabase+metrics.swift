import MonitoringConstructs

extension MySQLDatabase {
    /// The use of the database's processor, in percent.
    public var cpu: Metric { metric("CPUUtilization") }

    /// What is left of its storage, in bytes.
    public var freeStorage: Metric { metric("FreeStorageSpace") }

    /// How many clients are connected.
    public var connections: Metric { metric("DatabaseConnections") }

    private func metric(_ name: String) -> Metric {
        Metric(
            "AWS/RDS", name, dimensions: ["DBInstanceIdentifier": instance.dbInstanceIdentifier.text], period: 300)
    }
}

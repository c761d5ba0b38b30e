import MonitoringConstructs

// "Amazon CloudWatch metrics for Amazon RDS" in its user guide.
extension DatabaseInstance {
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

extension DatabaseInstance {
    public var alarmConditions: [AlarmCondition] {
        [
            AlarmCondition(
                "CPU", "the processor is nearly used up: look for slow queries, or choose a larger class.", cpu, .above,
                80, missingData: .unknown),
            AlarmCondition(
                "Storage", "less than 2 GiB are left: look at what grows, and at the storage's maximum.", freeStorage,
                .below, 2 * 1024 * 1024 * 1024, periods: 1, missingData: .unknown),
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(monitoringID): processor", cpu), .init("\(monitoringID): connections", connections),
            .init("\(monitoringID): free storage", freeStorage),
        ]
    }
}

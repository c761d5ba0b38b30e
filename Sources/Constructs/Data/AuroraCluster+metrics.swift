import MonitoringConstructs

// "Amazon CloudWatch metrics for Amazon Aurora" and "Performance and scaling for Aurora Serverless v2" in the Amazon Aurora user
// guide.
extension AuroraCluster {
    /// How large the instances are, in capacity units: the mean of them.
    public var capacity: Metric { metric("ServerlessDatabaseCapacity") }

    /// How much of its maximum the largest instance has, in percent.
    public var capacityUsed: Metric { metric("ACUUtilization", .maximum) }

    /// How many clients are connected to each instance.
    public var connections: Metric { metric("DatabaseConnections") }

    /// What is stored, in bytes; Aurora gives more by itself.
    public var storage: Metric { metric("VolumeBytesUsed") }

    private func metric(_ name: String, _ statistic: Metric.Statistic = .average) -> Metric {
        Metric(
            "AWS/RDS", name, dimensions: ["DBClusterIdentifier": cluster.dbClusterIdentifier.text],
            statistic: statistic, period: 300)
    }

    public var alarmConditions: [AlarmCondition] {
        [
            AlarmCondition(
                "Capacity", "it is nearly as large as it may become: look for slow queries, or raise the maximum.",
                capacityUsed, .above, 90)
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(monitoringID): capacity units", capacity), .init("\(monitoringID): connections", connections),
            .init("\(monitoringID): storage", storage),
        ]
    }
}

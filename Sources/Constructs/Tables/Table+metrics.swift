import MonitoringConstructs

// "DynamoDB metrics and dimensions" in its developer guide.
extension Table {
    /// What reading was paid for, in read request units.
    public var readUnits: Metric { metric("ConsumedReadCapacityUnits") }

    /// What writing was paid for, in write request units.
    public var writeUnits: Metric { metric("ConsumedWriteCapacityUnits") }

    /// Reads that were refused, since there were too many of one table or one key at once.
    public var throttledReads: Metric { metric("ReadThrottleEvents") }

    /// Writes that were refused for that reason.
    public var throttledWrites: Metric { metric("WriteThrottleEvents") }

    private func metric(_ metric: String) -> Metric {
        Metric("AWS/DynamoDB", metric, dimensions: ["TableName": name.text], statistic: .sum)
    }
}

extension Table: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        [
            AlarmCondition(
                "ThrottledReads", "reads are refused: look for a key that everybody reads, or for scans.",
                throttledReads,
                .above, 0),
            AlarmCondition(
                "ThrottledWrites", "writes are refused: look for a key that everybody writes.", throttledWrites, .above,
                0),
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(id): request units", readUnits, writeUnits),
            .init("\(id): throttled", throttledReads, throttledWrites),
        ]
    }
}

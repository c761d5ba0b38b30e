import MonitoringConstructs

// "Metrics and events for Valkey and Redis OSS serverless caches" in the Amazon ElastiCache user guide.
extension Cache {
    /// What is in it, in bytes.
    public var storage: Metric { metric("BytesUsedForCache", .maximum) }

    /// What requests were paid for, in ElastiCache processing units.
    public var processingUnits: Metric { metric("ElastiCacheProcessingUnits", .sum) }

    /// Requests that were refused, since there were more than it may or yet can work on.
    public var throttled: Metric { metric("ThrottledCmds", .sum) }

    /// How many of the reads found something, in percent.
    public var hitRate: Metric { metric("CacheHitRate", .average) }

    /// Those that went before their time, to make room.
    public var evictions: Metric { metric("Evictions", .sum) }

    private func metric(_ metric: String, _ statistic: Metric.Statistic) -> Metric {
        Metric("AWS/ElastiCache", metric, dimensions: ["clusterId": name.text], statistic: statistic)
    }
}

extension Cache: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        let throttling = AlarmCondition(
            "Throttled", "requests are refused: look for what asks so often, or raise the maximum.", throttled, .above,
            0)
        guard let maximumStorage else { return [throttling] }
        return [
            throttling,
            AlarmCondition(
                "Storage",
                "four fifths of the memory are used: give what is kept a time to live, or raise the maximum.",
                storage, .above, Double(maximumStorage) * 800_000_000),
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(id): processing units", processingUnits), .init("\(id): throttled, evicted", throttled, evictions),
            .init("\(id): hits (%)", hitRate), .init("\(id): bytes", storage),
        ]
    }
}

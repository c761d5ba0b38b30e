import MonitoringConstructs

extension Job {
    /// Runs that failed, as far as the rule was told of them ("Monitoring Amazon EventBridge" in its user guide).
    public var failures: Metric {
        Metric("AWS/Events", "MatchedEvents", dimensions: ["RuleName": failureRule.ref], statistic: .sum)
    }
}

extension Job: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        [
            AlarmCondition(
                "FailedRuns",
                "runs failed or could not be started, and wait in the queue of failed runs: look at the job's log, mend it, run it again, and purge the queue.",
                failedRuns.messagesWaiting, .above, 0, periods: 1)
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(id): failed runs", failures), .init("\(id): failed runs that wait", failedRuns.messagesWaiting),
        ]
    }
}

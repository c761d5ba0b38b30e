import MonitoringConstructs

// "Types of metrics for Lambda functions" in the AWS Lambda developer guide.
extension Function {
    /// Events that were handled, well or not.
    public var invocations: Metric { metric("Invocations", .sum) }

    /// Events that the code failed at.
    public var errors: Metric { metric("Errors", .sum) }

    /// Events that were turned away, since there was no concurrency left.
    public var throttles: Metric { metric("Throttles", .sum) }

    /// How long events took, in milliseconds: the slowest of a hundred.
    public var duration: Metric { metric("Duration", .p99) }

    /// How many events are handled at once.
    public var concurrentExecutions: Metric { metric("ConcurrentExecutions", .maximum) }

    /// Events that were given up after all attempts.
    public var droppedEvents: Metric { metric("AsyncEventsDropped", .sum) }

    /// How old the last record of a stream was when it was handled, in milliseconds.
    public var streamDelay: Metric { metric("IteratorAge", .maximum) }

    private func metric(_ metric: String, _ statistic: Metric.Statistic) -> Metric {
        Metric("AWS/Lambda", metric, dimensions: ["FunctionName": name.text], statistic: statistic)
    }
}

extension Function: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        var conditions = [
            AlarmCondition("Errors", "the code fails again and again: look at its log.", errors, .above, 0),
            AlarmCondition(
                "Throttles", "events are turned away: look at its concurrency, and at the account's.", throttles,
                .above,
                0),
        ]
        if let timeout {
            conditions.append(
                AlarmCondition(
                    "Slow",
                    "events take more than four fifths of the \(timeout) seconds that they may: look at what it waits for.",
                    duration, .above, Double(timeout) * 800))
        }
        if let queue = sources.failures {
            // A queue that others share has an alarm of its own.
            let isOwn = if case .keptInOwnQueue = failures { true } else { false }
            conditions.append(
                AlarmCondition(
                    "FailedEvents",
                    "events were given up and wait in the queue of failed events: look at the function's log, mend it, and send them again.",
                    isOwn ? queue.messagesWaiting : droppedEvents, .above, 0, periods: 1))
        }
        if sources.readsStreams {
            conditions.append(
                AlarmCondition(
                    "Behind",
                    "records of a stream wait for more than an hour of the day that they are kept: look at its log.",
                    streamDelay, .above, 3_600_000))
        }
        return conditions
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(id): invocations, errors", invocations, errors), .init("\(id): duration (p99, ms)", duration),
            .init("\(id): at once", concurrentExecutions), .init("\(id): throttled", throttles),
        ]
    }
}

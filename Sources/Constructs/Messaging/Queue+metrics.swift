import MonitoringConstructs

// "Available CloudWatch metrics for Amazon SQS" in its developer guide.
extension Queue {
    /// How long the oldest message has waited, in seconds. One that was received three times already is not counted.
    public var oldestMessageAge: Metric { metric("ApproximateAgeOfOldestMessage", .maximum) }

    /// Messages that wait to be received.
    public var messagesWaiting: Metric { metric("ApproximateNumberOfMessagesVisible", .maximum) }

    /// Messages that somebody works on.
    public var messagesInFlight: Metric { metric("ApproximateNumberOfMessagesNotVisible", .maximum) }

    /// Messages that were sent.
    public var messagesSent: Metric { metric("NumberOfMessagesSent", .sum) }

    /// Messages that were worked on and deleted.
    public var messagesDeleted: Metric { metric("NumberOfMessagesDeleted", .sum) }

    private func metric(_ metric: String, _ statistic: Metric.Statistic) -> Metric {
        Metric("AWS/SQS", metric, dimensions: ["QueueName": name.text], statistic: statistic)
    }
}

extension Queue: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        guard let deadLetters else {
            // A queue that keeps what failed: whatever is in it waits for somebody.
            return attempts == nil && queue != nil ? [Self.failures(of: self)] : [delay]
        }
        return [delay, Self.failures(of: deadLetters)]
    }

    /// Later than every attempt of a message that fails, which is told by the other alarm.
    private var delay: AlarmCondition {
        let seconds = max(900, (visibilityTimeout ?? 30) * ((attempts ?? 1) + 1))
        return AlarmCondition(
            "Delayed",
            "the oldest message has waited for more than \(seconds) seconds: look at whether its consumers run, and whether they are too few.",
            oldestMessageAge, .above, Double(seconds))
    }

    private static func failures(of queue: Queue) -> AlarmCondition {
        AlarmCondition(
            "Failures",
            "messages could not be worked on and wait in the dead-letter queue: look at their consumer's log, mend it, and redrive them.",
            queue.messagesWaiting, .atLeast, 1, periods: 1)
    }

    public var dashboardRow: [Dashboard.Graph] {
        var row: [Dashboard.Graph] = [
            .init("\(id): messages", messagesSent, messagesDeleted),
            .init("\(id): waiting, in work", messagesWaiting, messagesInFlight),
            .init("\(id): age of the oldest (s)", oldestMessageAge),
        ]
        if let deadLetters { row.append(.init("\(id): dead letters", deadLetters.messagesWaiting)) }
        return row
    }
}

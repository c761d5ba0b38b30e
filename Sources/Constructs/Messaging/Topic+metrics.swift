import MonitoringConstructs

// "Monitoring Amazon SNS topics using CloudWatch" in its developer guide.
extension Topic {
    /// Messages that were published.
    public var messagesPublished: Metric { metric("NumberOfMessagesPublished") }

    /// Deliveries that arrived, one for each subscriber of each message.
    public var deliveries: Metric { metric("NumberOfNotificationsDelivered") }

    /// Deliveries that were given up.
    public var failedDeliveries: Metric { metric("NumberOfNotificationsFailed") }

    private func metric(_ metric: String) -> Metric {
        Metric("AWS/SNS", metric, dimensions: ["TopicName": name.text], statistic: .sum)
    }
}

extension Topic: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        [
            AlarmCondition(
                "Undelivered",
                "deliveries were given up: look at what the subscribers answer, and at their dead-letter queues.",
                failedDeliveries, .above, 0, periods: 1)
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [.init("\(id): published", messagesPublished), .init("\(id): delivered, failed", deliveries, failedDeliveries)]
    }
}

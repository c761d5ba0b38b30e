import MonitoringConstructs

// "Work with metrics for HTTP APIs in API Gateway" in the Amazon API Gateway developer guide.
extension HTTPAPI {
    /// All requests.
    public var requests: Metric { metric("Count", .sum) }

    /// Requests that were answered with 500 to 599: the code failed, or took too long.
    public var serverErrors: Metric { metric("5xx", .sum) }

    /// Requests that were answered with 400 to 499: refused, throttled, or for what there is not.
    public var clientErrors: Metric { metric("4xx", .sum) }

    /// How long callers waited, in milliseconds: the slowest of a hundred.
    public var latency: Metric { metric("Latency", .p99) }

    /// How much of that was the functions', in milliseconds.
    public var integrationLatency: Metric { metric("IntegrationLatency", .p99) }

    private func metric(_ metric: String, _ statistic: Metric.Statistic) -> Metric {
        Metric("AWS/ApiGateway", metric, dimensions: ["ApiId": apiID.text], statistic: statistic)
    }
}

extension HTTPAPI: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        [
            AlarmCondition(
                "ServerErrors", "requests fail again and again: look at the API's log, and at the functions'.",
                serverErrors, .above, 0),
            AlarmCondition(
                "Slow",
                "callers wait for more than 5 seconds: look at what the functions wait for, and at cold starts.",
                latency, .above, 5000),
            // In five minutes somebody who tries passwords or paths is seen, and who mistypes one is not.
            AlarmCondition(
                "ClientErrors",
                "many requests are refused: look in the API's log for who makes them, for 401 and 403, and for 429, which is the throttling.",
                clientErrors, .above, 100, periods: 5),
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(id): requests", requests), .init("\(id): errors (5xx, 4xx)", serverErrors, clientErrors),
            .init("\(id): latency (p99, ms)", latency, integrationLatency),
        ]
    }
}

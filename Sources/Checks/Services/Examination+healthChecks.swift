import Template

extension Examination {
    /// A health check is over before the next one begins: Elastic Load Balancing answers "Health check interval must be
    /// greater than the timeout".
    mutating func checkHealthChecks() {
        for (group, wiring) in cases(of: "AWS::ElasticLoadBalancingV2::TargetGroup") {
            // What counts without the properties ("CreateTargetGroup" in the Elastic Load Balancing API reference); of
            // other protocols it differs with what checks.
            let isOfWeb =
                ["HTTP", "HTTPS"].contains(wiring.text(group.value("Protocol")))
                && wiring.text(group.value("TargetType"), otherwise: "instance") != "lambda"
            guard
                let timeout = wiring.number(group.value("HealthCheckTimeoutSeconds"), otherwise: isOfWeb ? 5 : nil),
                let interval = wiring.number(
                    group.value("HealthCheckIntervalSeconds"), otherwise: isOfWeb ? 30 : nil),
                timeout >= interval
            else { continue }
            // The one that is told of is the one that the template says.
            let isGiven = !wiring.isAbsent(group.value("HealthCheckTimeoutSeconds"))
            report(
                "health-check-order",
                "a check may take \(timeout.words) seconds, and the next one begins after \(interval.words)",
                at: group, .key(isGiven ? "HealthCheckTimeoutSeconds" : "HealthCheckIntervalSeconds"),
                fix: "let the timeout be shorter than the interval")
        }
    }
}

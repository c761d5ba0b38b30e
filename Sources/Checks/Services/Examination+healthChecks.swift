import Template

extension Examination {
    /// A health check is over before the next one begins: Elastic Load Balancing answers "Health check interval must be
    /// greater than the timeout".
    mutating func checkHealthChecks() {
        for (logicalID, group) in resources(of: "AWS::ElasticLoadBalancingV2::TargetGroup") {
            // What counts without the properties ("CreateTargetGroup" in the Elastic Load Balancing API reference); of
            // other protocols it differs with what checks.
            let isOfWeb = ["HTTP", "HTTPS"].contains(group.text("Protocol")) && group.text("TargetType") != "lambda"
            guard let timeout = group.number("HealthCheckTimeoutSeconds", otherwise: isOfWeb ? 5 : nil),
                let interval = group.number("HealthCheckIntervalSeconds", otherwise: isOfWeb ? 30 : nil),
                timeout >= interval
            else { continue }
            report(
                "health-check-order",
                "a check may take \(timeout.words) seconds, and the next one begins after \(interval.words)",
                at: Template.Path(.resources, logicalID).appending("Properties")
                    .appending("HealthCheckTimeoutSeconds"),
                fix: "let the timeout be shorter than the interval")
        }
    }
}

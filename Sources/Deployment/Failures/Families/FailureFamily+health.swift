extension FailureFamily {
    /// Targets that do not answer as they should, and what has to be there before them.
    static let unhealthy = FailureFamily("unhealthy") { failure in
        if failure.reason.has("does not have an associated load balancer") {
            return FailureExplanation(
                reason: "the service registers its tasks with a target group that no listener forwards to yet",
                fix: "let the service wait for the listener: dependsOn: [listener]", property: "LoadBalancers")
        }
        guard
            failure.reason.has(
                "unhealthy", "health checks failed", "failed health check", "fail health checks",
                "failed to register target", "Target registration failed",
                "elastic load balancer health")
        else { return nil }
        return FailureExplanation(
            reason: "what was started does not pass its health checks",
            fix:
                "let it answer on the port and path that the health check asks, from the load balancer's security group, with the status that matcher allows; and give it time to start (healthCheckGracePeriod)",
            property: ["HealthCheckGracePeriod", "HealthCheckGracePeriodSeconds", "HealthCheckPath", "LoadBalancers"]
                .first { failure.declaration?.properties[$0] != nil })
    }
}

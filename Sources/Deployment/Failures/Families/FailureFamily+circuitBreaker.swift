extension FailureFamily {
    /// ECS gave a deployment up. Amazon ECS Developer Guide, "How the Amazon ECS deployment circuit breaker detects
    /// failures".
    static let circuitBreaker = FailureFamily("circuit-breaker") { failure in
        guard failure.reason.has("circuit breaker") else { return nil }
        return FailureExplanation(
            reason:
                "the service's tasks stopped or failed their health checks again and again, until ECS gave the deployment up",
            fix:
                "mend what stops the tasks (the image, its start command, its secrets and their permissions, the port that the health check asks), then deploy again",
            property: "TaskDefinition")
    }
}

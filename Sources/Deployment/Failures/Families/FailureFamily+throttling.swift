extension FailureFamily {
    /// AWS was asked too often.
    static let throttled = FailureFamily("throttled") { failure in
        guard
            failure.reason.hasCode("Throttling", "ThrottlingException")
                || failure.reason.has(
                    "Rate exceeded", "rate limit exceeded", "TooManyRequestsException", "Too Many Requests",
                    "Request limit exceeded")
        else { return nil }
        return FailureExplanation(
            reason: "the service was asked too often at once, by this deployment or by others in the account",
            fix:
                "deploy again; where it comes back, let resources of the type wait for each other (dependsOn:), so that fewer are made at once"
        )
    }
}

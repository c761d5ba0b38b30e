extension FailureFamily {
    /// What did not come to an end in the time that CloudFormation gives it.
    static let timeout = FailureFamily("timeout") { failure in
        if failure.reason.has("creation time exceeded") {
            return FailureExplanation(
                reason: "the stack was given a time (TimeoutInMinutes), and it was over",
                fix: "see above what was being made then, and why it takes so long; or give the stack longer",
                property: failure.declaration?.properties["TimeoutInMinutes"] == nil ? nil : "TimeoutInMinutes")
        }
        guard
            failure.reason.hasCode("NotStabilized")
                || failure.reason.has(
                    "not stabilize", "Exceeded attempts to wait", "timed out", "Exceeded wait time")
        else { return nil }
        return FailureExplanation(
            reason:
                "AWS began to make it, and it did not come into the state that CloudFormation waits for in the time that it gives",
            fix:
                "look what held it up, mend that and deploy again; what became of it meanwhile is in its service's own events"
        )
    }
}

extension FailureFamily {
    /// What somebody protected from this very change.
    static let protected = FailureFamily("protected") { failure in
        if failure.reason.has("stack policy") {
            return FailureExplanation(
                reason: "the stack's policy does not let this resource be changed",
                fix:
                    "'aws cloudformation set-stack-policy' with one that allows it, for as long as it takes; whoever set it had a reason"
            )
        }
        guard
            failure.reason.has(
                "deletion protection", "protected against deletion", "DeletionProtection", "disableApiTermination",
                "Cannot delete protected", "TerminationProtection")
        else { return nil }
        return FailureExplanation(
            reason: "it is protected against deletion",
            fix:
                "switch its protection off where it stands in Swift, deploy that, then delete; where somebody set it by hand, switch it off there",
            property: [
                "DeletionProtection", "DeletionProtectionEnabled", "DisableApiTermination", "LoadBalancerAttributes",
            ]
            .first { failure.declaration?.properties[$0] != nil })
    }
}

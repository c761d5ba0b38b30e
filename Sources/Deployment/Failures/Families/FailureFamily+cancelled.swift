extension FailureFamily {
    /// Somebody ended it, and nothing is wrong with any resource.
    static let cancelled = FailureFamily("cancelled") { failure in
        guard failure.type == "AWS::CloudFormation::Stack",
            failure.reason.has("User Initiated") || failure.reason.text == "Rollback requested by user."
        else { return nil }
        return FailureExplanation(
            reason: "somebody cancelled the operation, or ordered the rollback; no resource failed before that",
            fix:
                "ask who did; CloudTrail's event CancelUpdateStack or RollbackStack has the name. The same command deploys again"
        )
    }
}

extension FailureFamily {
    /// What AWS found wrong before it began. AWS CloudFormation User Guide, "Validate stack deployments".
    static let earlyValidation = FailureFamily("early-validation") { failure in
        guard failure.reason.has("EarlyValidation", "early validation") else { return nil }
        return FailureExplanation(
            reason: "AWS checked the templates before it began, and nothing was changed",
            fix:
                "put right what is named above; 'aws cloudformation describe-events --stack-name \(failure.stackID) --filters FailedEvents=true' tells all of it"
        )
    }
}

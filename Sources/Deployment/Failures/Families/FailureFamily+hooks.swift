extension FailureFamily {
    /// A Hook of the organisation, which judges resources before they are made. AWS CloudFormation Hooks User Guide.
    static let hook = FailureFamily("hook") { failure in
        guard failure.isRefusalByHook || failure.reason.has("hook(s) failed") else { return nil }
        return FailureExplanation(
            reason: "a rule of this account, a CloudFormation Hook, does not let the resource be made as it is",
            fix:
                "change what the Hook names; whoever runs the account's Hooks knows its rule, and alone may except from it",
            property: failure.propertyMeant)
    }
}

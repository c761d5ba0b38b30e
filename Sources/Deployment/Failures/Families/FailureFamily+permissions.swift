extension FailureFamily {
    /// What the principal may not do. AWS IAM User Guide, "Troubleshoot access denied error messages".
    static let permission = FailureFamily("permission") { failure in
        let isDenied =
            failure.reason.hasCode("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")
            || failure.reason.has(
                "not authorized to perform", "Access Denied", "doesn't have permission to call", "AccessDenied",
                "does not have permissions to call", "Encoded authorization failure message")
        guard isDenied else { return nil }
        let denial = Denial(failure.reason)
        return FailureExplanation(
            reason: denial.meaning(of: failure), fix: denial.fix(of: failure),
            property: denial.isOfRole ? failure.propertyOfRole : nil)
    }
}

extension FailedResource {
    fileprivate var propertyOfRole: String? {
        ["Role", "RoleArn", "ExecutionRoleArn", "FunctionName", "ServiceRole"].first {
            declaration?.properties[$0] != nil
        }
    }
}

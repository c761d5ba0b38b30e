extension FailureFamily {
    /// Failures of AWS's own. AWS CloudFormation CLI User Guide, "Resource type handler error codes".
    static let internalFailure = FailureFamily("internal") { failure in
        guard
            failure.reason.hasCode(
                "InternalFailure", "HandlerInternalFailure", "ServiceInternalError", "NetworkFailure", "InternalError")
                || failure.reason.has(
                    "Internal Failure", "internal error", "InternalServerError", "Service Unavailable",
                    "currently unavailable")
        else { return nil }
        return FailureExplanation(
            reason: "something failed inside AWS; the templates are not to blame, as far as can be told",
            fix:
                "deploy again; where it comes back, look at the AWS Health Dashboard, and open a case with AWS Support\(failure.requestID.map { ", with the request's ID \($0)" } ?? "")"
        )
    }
}

extension FailedResource {
    /// What AWS Support asks for.
    fileprivate var requestID: String? {
        reason.text.firstMatch(of: #/(?:Request ID: |RequestToken: |RequestId: )(?<id>[A-Za-z0-9-]+)/#)
            .map { String($0.id) }
    }
}

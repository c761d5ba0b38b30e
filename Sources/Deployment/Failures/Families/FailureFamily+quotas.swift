extension FailureFamily {
    /// What the account may have no more of. Service Quotas User Guide.
    static let quota = FailureFamily("quota") { failure in
        if let match = failure.reason.text.firstMatch(
            of: #/(?:Cannot exceed quota for|Maximum policy size of) (?<what>PolicySize: \d+|\d+ bytes)/#)
        {
            return FailureExplanation(
                reason: "the policy is larger than IAM allows (\(match.what)), which no request raises",
                fix:
                    "say less (actions with a wildcard, one statement for several resources), or spread it over several policies",
                property: "PolicyDocument")
        }
        guard
            failure.reason.hasCode("ServiceLimitExceeded", "LimitExceeded", "LimitExceededException")
                || failure.reason.has(
                    "maximum number of", "limit exceeded", "LimitExceeded", "quota exceeded", "QuotaExceeded",
                    "Cannot exceed quota", "exceeds the limit", "exceeded the limit",
                    "more vCPU capacity than your current",
                    "TooManyBuckets", "more buckets than allowed", "reached the limit", "TooMany",
                    "below its minimum value", "exceeds the maximum number")
        else { return nil }
        guard let quota = ServiceQuota.behind(failure) else {
            return FailureExplanation(
                reason: "the account has as many of these as its quota allows in this region",
                fix:
                    "delete what is no longer needed, or ask for more in the console under Service Quotas ('aws service-quotas list-service-quotas --service-code SERVICE' names them)"
            )
        }
        return FailureExplanation(
            reason: "the account has as many as its quota '\(quota.name)' allows in this region",
            fix:
                "delete what is no longer needed, or ask for more: 'aws service-quotas request-service-quota-increase --service-code \(quota.service) --quota-code \(quota.code) --desired-value N' (in the console: https://console.aws.amazon.com/servicequotas/home/services/\(quota.service)/quotas/\(quota.code))"
        )
    }
}

extension FailureFamily {
    /// What a zone or region does not have at all.
    static let notOffered = FailureFamily("not-offered") { failure in
        guard
            failure.reason.has(
                "not supported in your requested Availability Zone", "configuration is currently not supported",
                "Unrecognized resource type", "not supported in this region", "not available in this region",
                "not supported in the region", "UnsupportedAvailabilityZone", "is not available in the region",
                "not offered in")
        else { return nil }
        let zones = failure.reason.text.firstMatch(of: #/or choosing (?<zones>[a-z0-9-]+(?:, [a-z0-9-]+)*)/#)
        return FailureExplanation(
            reason: "this zone or region does not offer what is asked for\(zones.map { "; \($0.zones) do" } ?? "")",
            fix:
                "use \(zones.map { "a subnet in \($0.zones)" } ?? "a type or a zone that is offered there"); 'check --region REGION' knows what regions offer, and 'aws ec2 describe-instance-type-offerings --location-type availability-zone' what zones do",
            property: failure.propertyOfSize)
    }
}

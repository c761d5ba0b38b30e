extension FailureFamily {
    /// What AWS has none of at present. Amazon EC2 User Guide, "Troubleshoot Amazon EC2 instance launch issues".
    static let capacity = FailureFamily("capacity") { failure in
        guard
            failure.reason.has(
                "InsufficientInstanceCapacity", "do not have sufficient", "does not currently have sufficient capacity",
                "InsufficientDBInstanceCapacity", "InsufficientCacheClusterCapacity", "InsufficientCapacity",
                "Insufficient capacity", "Capacity is unavailable at this time", "no Spot capacity available",
                "InsufficientHostCapacity", "InsufficientReservedInstanceCapacity")
        else { return nil }
        let others = failure.reason.text.firstMatch(of: #/or choosing (?<zones>[a-z0-9-]+(?:, [a-z0-9-]+)*)/#)
            .map { "; AWS has some in \($0.zones)" }
        return FailureExplanation(
            reason:
                "AWS has no capacity left of this kind in the zone at present; it is no limit of this account\(others ?? "")",
            fix:
                "deploy again in some minutes, or let AWS choose among more: subnets in other zones, or several instance types",
            property: failure.propertyOfSize)
    }
}

extension FailedResource {
    /// The property that says how large a thing is, and so of what kind.
    var propertyOfSize: String? {
        [
            "InstanceType", "DBInstanceClass", "CacheNodeType", "NodeType", "InstanceTypes", "AvailabilityZone",
            "SubnetId",
            "VPCZoneIdentifier", "Subnets", "NetworkConfiguration",
        ].first { declaration?.properties[$0] != nil }
    }
}

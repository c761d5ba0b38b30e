import Template

extension Examination {
    /// Limits are in order: what is wanted is between the least and the most.
    mutating func checkCapacities() {
        for limits in OrderedLimits.all {
            for (resource, wiring) in cases(of: limits.type) {
                for place in wiring.places(at: limits.path, of: resource) {
                    for pair in wiring.reversed(limits.names, of: { wiring.member($0, of: place.value) }) {
                        report(
                            "capacity-order", pair.message, at: resource, steps: place.steps + [.key(pair.small)],
                            fix: "let " + limits.names.joined(separator: " be at most ") + ", in this order")
                    }
                }
            }
        }
    }
}

/// Numbers of which none is larger than the next one.
private struct OrderedLimits {
    let type: String
    /// To the object that they stand in, below the properties.
    let path: String
    let names: [String]

    init(_ type: String, _ path: String, _ names: String...) {
        self.type = type
        self.path = path
        self.names = names
    }

    /// Each from the page of the type in the CloudFormation template reference.
    static let all = [
        OrderedLimits("AWS::AutoScaling::AutoScalingGroup", "", "MinSize", "DesiredCapacity", "MaxSize"),
        OrderedLimits("AWS::AutoScaling::ScheduledAction", "", "MinSize", "DesiredCapacity", "MaxSize"),
        OrderedLimits("AWS::ApplicationAutoScaling::ScalableTarget", "", "MinCapacity", "MaxCapacity"),
        OrderedLimits("AWS::Backup::BackupVault", "LockConfiguration", "MinRetentionDays", "MaxRetentionDays"),
        OrderedLimits(
            "AWS::Batch::ComputeEnvironment", "ComputeResources", "MinvCpus", "DesiredvCpus", "MaxvCpus"),
        OrderedLimits("AWS::CloudFront::CachePolicy", "CachePolicyConfig", "MinTTL", "DefaultTTL", "MaxTTL"),
        OrderedLimits(
            "AWS::CloudFront::Distribution", "DistributionConfig/CacheBehaviors/*", "MinTTL", "DefaultTTL", "MaxTTL"),
        OrderedLimits(
            "AWS::CloudFront::Distribution", "DistributionConfig/DefaultCacheBehavior", "MinTTL", "DefaultTTL",
            "MaxTTL"),
        OrderedLimits(
            "AWS::DynamoDB::GlobalTable", "WriteProvisionedThroughputSettings/WriteCapacityAutoScalingSettings",
            "MinCapacity", "MaxCapacity"),
        OrderedLimits("AWS::ECS::TaskDefinition", "ContainerDefinitions/*", "MemoryReservation", "Memory"),
        OrderedLimits("AWS::EKS::Nodegroup", "ScalingConfig", "MinSize", "DesiredSize", "MaxSize"),
        OrderedLimits(
            "AWS::EMR::Cluster", "ManagedScalingPolicy/ComputeLimits", "MinimumCapacityUnits", "MaximumCapacityUnits"),
        OrderedLimits("AWS::Neptune::DBCluster", "ServerlessScalingConfiguration", "MinCapacity", "MaxCapacity"),
        OrderedLimits("AWS::RDS::DBCluster", "ScalingConfiguration", "MinCapacity", "MaxCapacity"),
        OrderedLimits("AWS::RDS::DBCluster", "ServerlessV2ScalingConfiguration", "MinCapacity", "MaxCapacity"),
        OrderedLimits(
            "AWS::RDS::DBProxyTargetGroup", "ConnectionPoolConfigurationInfo", "MaxIdleConnectionsPercent",
            "MaxConnectionsPercent"),
    ]
}

extension Wiring {
    /// Neighbours among numbers that are to grow, of which the first is larger than the second.
    fileprivate func reversed(
        _ names: [String], of value: (String) -> WiredValue?
    ) -> [(small: String, message: String)] {
        let sizes = names.compactMap { name in number(value(name)).map { (name: name, size: $0) } }
        return zip(sizes, sizes.dropFirst()).compactMap { small, large in
            guard small.size > large.size else { return nil }
            return (small.name, "\(small.name) is \(small.size.words), and \(large.name) only \(large.size.words)")
        }
    }
}

/// A load balancer. Elastic Load Balancing API Reference, "LoadBalancer".
struct LoadBalancerDescription: Decodable, Sendable {
    struct Zone: Decodable, Sendable { let zoneName: String }
    let loadBalancerArn: String
    let loadBalancerName: String
    /// The name that DNS knows it by.
    let dNSName: String
    /// `internet-facing` or `internal`.
    let scheme: String
    let type: String
    let vpcId: String?
    let availabilityZones: [Zone]?
    let securityGroups: [String]?
}

/// What "DescribeLoadBalancers" answers.
struct LoadBalancerPage: Decodable, Sendable {
    let loadBalancers: [LoadBalancerDescription]
}

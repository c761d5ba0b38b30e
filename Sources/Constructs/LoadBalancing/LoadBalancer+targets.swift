import AWSElasticLoadBalancingV2
import NetworkConstructs

extension LoadBalancer {
    /// What requests are passed to: those that answer 200 where the load balancer asks whether they are well.
    ///
    /// - Parameters:
    ///   - type: whether targets are instances or have addresses of their own.
    ///   - deregistrationDelay: how long requests in work are waited for, in seconds.
    package static func targetGroup(
        in scope: Scope, network: Network, type: Value<ElasticLoadBalancingV2.TargetGroup.TargetType>, port: Int,
        healthPath: String, deregistrationDelay: Int
    ) -> Resource<ElasticLoadBalancingV2.TargetGroup> {
        if !healthPath.hasPrefix("/") {
            scope.report(
                "health-path", "the health path \"\(healthPath)\" is no path",
                fix: "begin it with a slash: \"/\(healthPath)\"")
        }
        return scope.add(
            "TargetGroup",
            ElasticLoadBalancingV2.TargetGroup(
                healthCheckIntervalSeconds: 15, healthCheckPath: Value(healthPath), healthCheckProtocol: "HTTP",
                healthCheckTimeoutSeconds: 5, healthyThresholdCount: 2, matcher: .init(httpCode: "200"),
                port: Value(port), protocol: "HTTP",
                targetGroupAttributes: [
                    .init(key: "deregistration_delay.timeout_seconds", value: Value(String(deregistrationDelay)))
                ],
                targetType: type, unhealthyThresholdCount: 3, vpcId: network.vpcId))
    }
}

import AWSEC2
import AWSElasticLoadBalancingV2
import NetworkConstructs

extension LoadBalancedService {
    static func targetGroup(
        in scope: Scope, network: Network, port: Int, healthPath: String
    ) -> Resource<ElasticLoadBalancingV2.TargetGroup> {
        scope.add(
            "TargetGroup",
            ElasticLoadBalancingV2.TargetGroup(
                healthCheckIntervalSeconds: 15, healthCheckPath: Value(healthPath), healthCheckProtocol: "HTTP",
                healthCheckTimeoutSeconds: 5, healthyThresholdCount: 2, matcher: .init(httpCode: "200"),
                port: Value(port), protocol: "HTTP",
                targetGroupAttributes: [.init(key: "deregistration_delay.timeout_seconds", value: "30")],
                targetType: "instance", unhealthyThresholdCount: 3, vpcId: network.vpcId))
    }

    static func loadBalancer(
        in scope: Scope, name: Value<String>, network: Network, securityGroup: SecurityGroup,
        accessLogs: AccessLogs?, deletionProtection: Value<Bool>
    ) -> Resource<ElasticLoadBalancingV2.LoadBalancer> {
        scope.add(
            "LoadBalancer",
            ElasticLoadBalancingV2.LoadBalancer(
                loadBalancerAttributes: List(
                    [
                        .init(key: "deletion_protection.enabled", value: deletionProtection.text),
                        // Malformed headers are how requests are smuggled past a proxy.
                        .init(key: "routing.http.drop_invalid_header_fields.enabled", value: "true"),
                    ] + (accessLogs?.attributes ?? [])),
                scheme: "internet-facing", securityGroups: [securityGroup.id], subnets: network.publicTier.subnetIds,
                tags: ["Name": "\(name)-load-balancer"], type: "application"),
            dependsOn: [network.internetAccess])
    }

    /// HTTP that forwards, or redirects to HTTPS where there is a certificate.
    ///
    /// - Returns: what leads to the target group for certain.
    static func listeners(
        in scope: Scope, _ loadBalancer: Resource<ElasticLoadBalancingV2.LoadBalancer>,
        _ targetGroup: Resource<ElasticLoadBalancingV2.TargetGroup>, _ https: HTTPS?
    ) -> [any Dependable] {
        typealias Action = ElasticLoadBalancingV2.Listener.Action
        let forward = Action(type: "forward", targetGroupArn: targetGroup.targetGroupArn)
        let redirect = Action(
            type: "redirect", redirectConfig: .init(statusCode: "HTTP_301", port: "443", protocol: "HTTPS"))
        let action: Action =
            switch (https, https?.condition) {
            case (nil, _): forward
            case (_?, nil): redirect
            case (_?, let condition?): .if(condition, redirect, else: forward)
            }
        let http = scope.add(
            "HTTPListener",
            ElasticLoadBalancingV2.Listener(
                defaultActions: [action], loadBalancerArn: loadBalancer.loadBalancerArn, port: 80, protocol: "HTTP"))
        guard let https else { return [http] }
        let secure = scope.add(
            "HTTPSListener",
            ElasticLoadBalancingV2.Listener(
                defaultActions: [forward], loadBalancerArn: loadBalancer.loadBalancerArn,
                certificates: [.init(certificateArn: https.certificate)], port: 443, protocol: "HTTPS",
                sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"),
            condition: https.condition)
        // Nothing can wait for what may not exist; where it does, it is there before an instance has started.
        return https.condition == nil ? [http, secure] : [http]
    }
}

extension LoadBalancedService.AccessLogs {
    private typealias Attribute = ElasticLoadBalancingV2.LoadBalancer.LoadBalancerAttribute

    /// Switched off by name where they are not kept: an attribute that is merely left out stays as it was.
    fileprivate var attributes: [ElasticLoadBalancingV2.LoadBalancer.LoadBalancerAttribute] {
        let bucketAttribute = Attribute(key: "access_logs.s3.bucket", value: bucket.name)
        guard let condition else { return [Attribute(key: "access_logs.s3.enabled", value: "true"), bucketAttribute] }
        return [
            Attribute(key: "access_logs.s3.enabled", value: .if(condition, "true", else: "false")),
            .if(condition, bucketAttribute, else: .noValue),
        ]
    }
}

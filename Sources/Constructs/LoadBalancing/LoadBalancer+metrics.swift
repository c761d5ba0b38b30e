import AWSElasticLoadBalancingV2
import MonitoringConstructs

// "CloudWatch metrics for your Application Load Balancer" in the Elastic Load Balancing user guide.
extension LoadBalancer {
    /// Requests that it took.
    public var requests: Metric { metric("RequestCount", .sum) }

    /// How long targets took to answer, in seconds.
    public var responseTime: Metric { metric("TargetResponseTime", .p95) }

    /// Answers of targets that were their own failure.
    public var serverErrors: Metric { metric("HTTPCode_Target_5XX_Count", .sum) }

    /// Requests that it could pass to no target.
    public var loadBalancerErrors: Metric { metric("HTTPCode_ELB_5XX_Count", .sum) }

    private func metric(_ name: String, _ statistic: Metric.Statistic) -> Metric {
        Metric("AWS/ApplicationELB", name, dimensions: ["LoadBalancer": fullName], statistic: statistic)
    }

    /// A metric of what belongs to one target group.
    package func metric(
        _ name: String, of targets: Resource<ElasticLoadBalancingV2.TargetGroup>, _ statistic: Metric.Statistic
    ) -> Metric {
        Metric(
            "AWS/ApplicationELB", name,
            dimensions: ["TargetGroup": targets.targetGroupFullName, "LoadBalancer": fullName], statistic: statistic)
    }

    /// Targets that do not answer their health check; no number where none is registered.
    package func unhealthyTargets(of targets: Resource<ElasticLoadBalancingV2.TargetGroup>) -> Metric {
        metric("UnHealthyHostCount", of: targets, .maximum)
    }

    /// Targets that answer their health check; no number where none is registered.
    package func healthyTargets(of targets: Resource<ElasticLoadBalancingV2.TargetGroup>) -> Metric {
        metric("HealthyHostCount", of: targets, .maximum)
    }

    /// What scaling by requests calls a target group: "PredefinedMetricSpecification" in the Application Auto Scaling API
    /// reference.
    package func resourceLabel(of targets: Resource<ElasticLoadBalancingV2.TargetGroup>) -> Value<String> {
        "\(fullName)/\(targets.targetGroupFullName)"
    }
}

extension LoadBalancedService {
    /// The average use of the instances' processors, in percent.
    public var cpu: Metric {
        Metric("AWS/EC2", "CPUUtilization", dimensions: ["AutoScalingGroupName": group.autoScalingGroupName.text])
    }

    /// How many instances serve.
    public var instancesInService: Metric {
        Metric(
            "AWS/AutoScaling", "GroupInServiceInstances",
            dimensions: ["AutoScalingGroupName": group.autoScalingGroupName.text])
    }

    /// Requests that the load balancer took.
    public var requests: Metric { loadBalancerMetric("RequestCount", .sum) }

    /// How long instances took to answer, in seconds.
    public var responseTime: Metric { loadBalancerMetric("TargetResponseTime", .p95) }

    /// Answers of instances that were their own failure.
    public var serverErrors: Metric { loadBalancerMetric("HTTPCode_Target_5XX_Count", .sum) }

    /// Requests that the load balancer could pass to no instance.
    public var loadBalancerErrors: Metric { loadBalancerMetric("HTTPCode_ELB_5XX_Count", .sum) }

    /// Instances that do not answer their health check.
    public var unhealthyInstances: Metric {
        Metric(
            "AWS/ApplicationELB", "UnHealthyHostCount",
            dimensions: [
                "TargetGroup": targetGroup.targetGroupFullName, "LoadBalancer": loadBalancer.loadBalancerFullName,
            ], statistic: .maximum)
    }

    private func loadBalancerMetric(_ name: String, _ statistic: Metric.Statistic) -> Metric {
        Metric(
            "AWS/ApplicationELB", name, dimensions: ["LoadBalancer": loadBalancer.loadBalancerFullName],
            statistic: statistic)
    }
}

extension MySQLDatabase {
    /// The use of the database's processor, in percent.
    public var cpu: Metric { metric("CPUUtilization") }

    /// What is left of its storage, in bytes.
    public var freeStorage: Metric { metric("FreeStorageSpace") }

    /// How many clients are connected.
    public var connections: Metric { metric("DatabaseConnections") }

    private func metric(_ name: String) -> Metric {
        Metric(
            "AWS/RDS", name, dimensions: ["DBInstanceIdentifier": instance.dbInstanceIdentifier.text], period: 300)
    }
}

import LoadBalancingConstructs
import MonitoringConstructs

extension LoadBalancedService {
    /// The average use of the instances' processors, in percent.
    public var cpu: Metric {
        Metric("AWS/EC2", "CPUUtilization", dimensions: ["AutoScalingGroupName": group.autoScalingGroupName.text])
    }

    /// How many instances serve.
    public var instancesInService: Metric { groupMetric("GroupInServiceInstances", .average) }

    /// Requests that the load balancer took.
    public var requests: Metric { front.requests }

    /// How long instances took to answer, in seconds.
    public var responseTime: Metric { front.responseTime }

    /// Answers of instances that were their own failure.
    public var serverErrors: Metric { front.serverErrors }

    /// Requests that the load balancer could pass to no instance.
    public var loadBalancerErrors: Metric { front.loadBalancerErrors }

    /// Instances that do not answer their health check; no number where no instance is registered.
    public var unhealthyInstances: Metric { front.unhealthyTargets(of: targetGroup) }

    /// Instances that answer their health check; no number where no instance is registered ("CloudWatch metrics for
    /// your Application Load Balancer" in the Elastic Load Balancing user guide).
    public var healthyInstances: Metric { front.healthyTargets(of: targetGroup) }

    /// How many instances there are meant to be.
    public var wantedInstances: Metric { groupMetric("GroupDesiredCapacity", .minimum) }

    private func groupMetric(_ name: String, _ statistic: Metric.Statistic) -> Metric {
        Metric(
            "AWS/AutoScaling", name, dimensions: ["AutoScalingGroupName": group.autoScalingGroupName.text],
            statistic: statistic)
    }
}

extension LoadBalancedService: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        [
            AlarmCondition(
                "UnhealthyInstances",
                "instances do not answer their health check: look at the target group and the newest release.",
                unhealthyInstances, .above, 0),
            AlarmCondition(
                "ServerErrors", "instances answer with errors of their own: look at their logs.", serverErrors, .above,
                10),
            AlarmCondition(
                "LoadBalancerErrors", "there is no instance to pass requests to: look at the group's activity.",
                loadBalancerErrors, .above, 10),
        ]
    }

    public var dashboardRow: [Dashboard.Graph] {
        [
            .init("\(id): requests", requests), .init("\(id): response time (p95)", responseTime),
            .init("\(id): errors", serverErrors, loadBalancerErrors), .init("\(id): instances", instancesInService),
            .init("\(id): processor", cpu),
        ]
    }
}

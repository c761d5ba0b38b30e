import AWSElasticLoadBalancingV2
import LoadBalancingConstructs
import MonitoringConstructs
import TaskConstructs

// "Amazon ECS CloudWatch metrics" in its developer guide: there is no number where no container runs.
extension ContainerService {
    /// The average use of the containers' processors, in percent.
    public var cpu: Metric { metric("CPUUtilization", .average) }

    /// The use of memory of the container that has the least left, in percent.
    public var memory: Metric { metric("MemoryUtilization", .maximum) }

    /// Requests that the load balancer passed on; nil of workers.
    public var requests: Metric? { traffic("RequestCount", .sum) }

    /// How long containers took to answer, in seconds; nil of workers.
    public var responseTime: Metric? { traffic("TargetResponseTime", .p95) }

    /// Answers of containers that were their own failure; nil of workers.
    public var serverErrors: Metric? { traffic("HTTPCode_Target_5XX_Count", .sum) }

    /// Containers that do not answer their health check; nil of workers.
    public var unhealthyContainers: Metric? { entrance.map { $0.unhealthyTargets(of: $1) } }

    /// Containers that answer their health check; nil of workers.
    public var healthyContainers: Metric? { entrance.map { $0.healthyTargets(of: $1) } }

    private var entrance: (LoadBalancer, Resource<ElasticLoadBalancingV2.TargetGroup>)? {
        guard let loadBalancer, let targetGroup else { return nil }
        return (loadBalancer, targetGroup)
    }

    private func traffic(_ name: String, _ statistic: Metric.Statistic) -> Metric? {
        entrance.map { $0.metric(name, of: $1, statistic) }
    }

    private func metric(_ metric: String, _ statistic: Metric.Statistic) -> Metric {
        Metric(
            "AWS/ECS", metric, dimensions: ["ClusterName": cluster.name.text, "ServiceName": name.text],
            statistic: statistic)
    }
}

extension ContainerService: Monitored {
    public var monitoringID: String { id }

    public var alarmConditions: [AlarmCondition] {
        var conditions = [
            AlarmCondition(
                "Memory",
                "a container has nearly used up its memory, and is stopped when it has: look for a leak, or choose a larger size.",
                memory, .above, 90),
            AlarmCondition(
                "Processor",
                "the processors are nearly used up: look at what they do, and raise the number of containers or their size.",
                cpu, .above, 90, periods: 15),
        ]
        // A number that is missing is the sign: nothing is below 0.
        if mayNotBeNone {
            conditions.append(
                AlarmCondition(
                    "NoContainer", "no container runs: look at the service's events and at its log.", cpu, .below, 0,
                    periods: 5, missingData: .alarming))
        }
        if let unhealthyContainers, let serverErrors {
            conditions += [
                AlarmCondition(
                    "UnhealthyContainers",
                    "containers do not answer their health check: look at the log and the newest release.",
                    unhealthyContainers, .above, 0, periods: 5),
                AlarmCondition(
                    "ServerErrors", "containers answer with errors of their own: look at their log.", serverErrors,
                    .above, 10),
            ]
        }
        // Of a shared one they may be another service's.
        if ownsLoadBalancer, let loadBalancer {
            conditions.append(
                AlarmCondition(
                    "LoadBalancerErrors", "there is no container to pass requests to: look at the service's events.",
                    loadBalancer.loadBalancerErrors, .above, 10))
        }
        return conditions
    }

    private var mayNotBeNone: Bool { count?.minimum.literal != 0 }

    public var dashboardRow: [Dashboard.Graph] {
        var row: [Dashboard.Graph] = []
        if let requests, let responseTime, let serverErrors, let healthyContainers {
            row += [
                .init("\(id): requests", requests), .init("\(id): response time (p95)", responseTime),
                .init("\(id): errors", serverErrors), .init("\(id): containers", healthyContainers),
            ]
        }
        return row + [.init("\(id): processor", cpu), .init("\(id): memory", memory)]
    }
}

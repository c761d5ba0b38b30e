import AWSApplicationAutoScaling
import AWSECS
import EventConstructs
import MessagingConstructs
import TaskConstructs

extension TaskCount {
    /// Whether something has to count the containers.
    var needsContainerInsights: Bool {
        rules.contains { if case .backlog = $0 { true } else { false } }
    }

    /// Registers the service with Application Auto Scaling, with a policy a rule.
    ///
    /// - Returns: nil where the number is fixed.
    func scale(
        _ service: Resource<ECS.Service>, in cluster: Cluster, behind entrance: Entrance?, _ scope: Scope
    ) -> Resource<ApplicationAutoScaling.ScalableTarget>? {
        guard !rules.isEmpty else { return nil }
        let target = scope.add(
            "ScalableTarget",
            ApplicationAutoScaling.ScalableTarget(
                maxCapacity: maximum, minCapacity: minimum, resourceId: "service/\(cluster.name)/\(service.name)",
                scalableDimension: .ecsServiceDesiredCount, serviceNamespace: .ecs))
        for rule in rules {
            guard let tracking = rule.tracking(service, cluster, entrance) else { continue }
            scope.add(
                tracking.name + "Scaling",
                ApplicationAutoScaling.ScalingPolicy(
                    policyName: Value(tracking.name), policyType: .targetTrackingScaling, scalingTargetId: target.id,
                    targetTrackingScalingPolicyConfiguration: tracking.configuration))
        }
        return target
    }
}

extension TaskScaling {
    private typealias Configuration = ApplicationAutoScaling.ScalingPolicy.TargetTrackingScalingPolicyConfiguration

    // In seconds. More are there within a minute or two; fewer are not wanted before it is sure that the load stays away.
    private static let scaleOutCooldown: Value<Int> = 60
    private static let scaleInCooldown: Value<Int> = 300

    /// - Returns: nil where there is no load balancer that counts requests, which is told elsewhere.
    fileprivate func tracking(
        _ service: Resource<ECS.Service>, _ cluster: Cluster, _ entrance: Entrance?
    ) -> (
        name: String, configuration: ApplicationAutoScaling.ScalingPolicy.TargetTrackingScalingPolicyConfiguration
    )? {
        switch self {
        case .processor(let percent):
            return (
                "Processor",
                Configuration(
                    targetValue: Value(percent),
                    predefinedMetricSpecification: .init(predefinedMetricType: .ecsServiceAverageCPUUtilization),
                    scaleInCooldown: Self.scaleInCooldown, scaleOutCooldown: Self.scaleOutCooldown)
            )
        case .requests(let count):
            guard let entrance else { return nil }
            return (
                "Requests",
                Configuration(
                    targetValue: Value(Double(count)),
                    predefinedMetricSpecification: .init(
                        predefinedMetricType: .albRequestCountPerTarget,
                        resourceLabel: entrance.loadBalancer.resourceLabel(of: entrance.targetGroup)),
                    scaleInCooldown: Self.scaleInCooldown, scaleOutCooldown: Self.scaleOutCooldown)
            )
        case .backlog(let queue, let count):
            return (
                "\(queue.sourceID)Backlog",
                Configuration(
                    targetValue: Value(Double(count)),
                    customizedMetricSpecification: Self.backlog(of: queue, service, cluster),
                    scaleInCooldown: Self.scaleInCooldown, scaleOutCooldown: Self.scaleOutCooldown)
            )
        }
    }

    /// "Create a target tracking scaling policy for Application Auto Scaling using metric math" in its user guide, on the
    /// backlog of a queue.
    private static func backlog(
        of queue: Queue, _ service: Resource<ECS.Service>, _ cluster: Cluster
    ) -> ApplicationAutoScaling.ScalingPolicy.CustomizedMetricSpecification {
        .init(metrics: [
            .init(
                id: "waiting", label: "Messages that wait",
                metricStat: .init(
                    metric: .init(
                        dimensions: [.init(name: "QueueName", value: queue.name.text)],
                        metricName: "ApproximateNumberOfMessagesVisible", namespace: "AWS/SQS"), stat: "Sum"),
                returnData: false),
            .init(
                id: "running", label: "Containers that run",
                metricStat: .init(
                    metric: .init(
                        dimensions: [
                            .init(name: "ClusterName", value: cluster.name.text),
                            .init(name: "ServiceName", value: service.name.text),
                        ], metricName: "RunningTaskCount", namespace: "ECS/ContainerInsights"), stat: "Average"),
                returnData: false),
            .init(expression: "waiting / running", id: "backlog", label: "Messages a container", returnData: true),
        ])
    }
}

extension TaskCount {
    /// What Application Auto Scaling would only refuse while CloudFormation deploys, or what would never scale.
    func reportProblem(to scope: Scope, hasTraffic: Bool, _ cluster: Cluster?) {
        func report(_ message: String, severity: Diagnostic.Severity = .error, fix: String) {
            scope.report("container-count", message, severity: severity, fix: fix)
        }
        let (least, most) = (minimum.literal, maximum.literal)
        if let least, least < 0 { report("\(least) containers cannot run", fix: "choose 0 or more") }
        if let least, let most, least > most {
            report(
                "\(least) containers at least are more than \(most) at most",
                fix: "raise the maximum to \(least) or more")
        }
        for rule in rules {
            switch rule {
            case .processor(let percent):
                if !(1...100).contains(percent) {
                    report("\(percent) is no use of a processor in percent", fix: "choose 1 to 100")
                }
            case .requests(let count):
                if count < 1 { report("\(count) requests a container and minute are none", fix: "choose 1 or more") }
                if !hasTraffic {
                    report(
                        "nothing counts the requests of \(scope.id), which is behind no load balancer",
                        fix: "give it traffic: ContainerService(traffic: ...), or scale by .processor()")
                }
            case .backlog(_, let count):
                if count < 1 { report("\(count) messages a container are none", fix: "choose 1 or more") }
                if least == 0 {
                    report(
                        "a backlog cannot be shared out among no containers, and none would ever start",
                        fix: "choose 1 at least, or let a function handle the queue: function.handles(queue)")
                }
                if let cluster, cluster.hasContainerInsights != true {
                    report(
                        "nobody here knows whether the cluster counts containers, which scaling by a backlog needs",
                        severity: cluster.hasContainerInsights == nil ? .warning : .error,
                        fix: "switch it on and say so: Cluster(containerInsights: true)")
                }
            }
        }
    }
}

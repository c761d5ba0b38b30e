import AWSApplicationAutoScaling
import AWSECS
import AWSElasticLoadBalancingV2
import AWSLogs
import IdentityConstructs
import LoadBalancingConstructs
import NetworkConstructs
import TaskConstructs

/// Containers on AWS Fargate that always run: behind a load balancer, or alone as workers.
///
///     let shop = ContainerService(
///         in: stack.scope("Shop"), Container(image, size: .halfVCPU(.gib1), environment: ["ITEMS": items.name]),
///         network: network,
///         traffic: .ownLoadBalancer(port: 8080, https: LoadBalancer.HTTPS(certificate: certificate.arn)),
///         count: .from(2, to: 10, by: .processor()))
///     items.grantReadWrite(to: shop)
///     database.allowConnections(from: shop)
///     let worker = ContainerService(
///         in: stack.scope("Mailer"), Container(image, size: .quarterVCPU(.mib512), command: ["worker"]), network: network,
///         count: .from(1, to: 5, by: .backlog(of: orders, perTask: 100)))
///
/// Its code can do nothing until it is granted, and reaches nothing in the network until it is let. A release whose containers
/// do not stay up, or do not answer their health check, is given up and rolled back.
public struct ContainerService: Connectable, Grantee {
    /// The service itself; nil where it was there before.
    public let service: Resource<ECS.Service>?
    /// What its containers are; nil where it was there before.
    public let taskDefinition: Resource<ECS.TaskDefinition>?
    /// What its containers are grouped by.
    public let cluster: Cluster
    /// What they write their log to; nil where that was there before.
    public let logGroup: Resource<Logs.LogGroup>?
    /// What they are reached through; nil of workers, and where it was there before.
    public let loadBalancer: LoadBalancer?
    /// The containers, as the load balancer sees them.
    public let targetGroup: Resource<ElasticLoadBalancingV2.TargetGroup>?
    /// Which requests of a shared load balancer are the service's.
    public let listenerRule: Resource<ElasticLoadBalancingV2.ListenerRule>?
    /// What changes their number; nil where it is fixed.
    public let scalableTarget: Resource<ApplicationAutoScaling.ScalableTarget>?
    /// Around each container.
    public let securityGroup: SecurityGroup
    /// In which their code acts.
    public let actingRole: Role
    /// In which ECS starts them: may fetch the image, read the secrets and write the log. Nil where it was there before.
    public let executionRole: Role?
    /// What metrics and commands call it.
    public let name: Value<Name<ECS.Service>>

    let id: String
    let count: TaskCount?
    /// Whether the load balancer is the service's own.
    let ownsLoadBalancer: Bool

    /// - Parameters:
    ///   - network: where they run: the application tier, which they leave by HTTPS. What else they reach they are let:
    ///     `database.allowConnections(from: service)`.
    ///   - traffic: how requests reach them; not at all when not given.
    ///   - count: how many there are: two behind a load balancer and one alone when not given.
    ///   - spot: how many may be taken back; none when not given.
    ///   - shellAccess: whether whoever may use `aws ecs execute-command` gets a shell in a container. Its code then may open
    ///     the channel of Session Manager too.
    ///   - cluster: instead of one of its own; with `spot`, one that has the capacity provider `FARGATE_SPOT`.
    ///   - securityGroup: around each container instead of one of its own, with a way to what they have to reach.
    public init(
        in scope: Scope, _ container: Container, network: Network, traffic: ContainerTraffic? = nil,
        count: TaskCount? = nil, spot: SpotShare? = nil, shellAccess: Bool = false, cluster: Cluster? = nil,
        securityGroup: SecurityGroup? = nil
    ) {
        let count = count ?? .fixed(traffic == nil ? 1 : 2)
        count.reportProblem(to: scope, hasTraffic: traffic != nil, cluster)
        traffic?.reportProblem(to: scope)
        spot?.reportProblem(to: scope)
        let cluster = cluster ?? Cluster(in: scope, containerInsights: count.needsContainerInsights)
        let task = ContainerTask(
            in: scope, container, network: network, securityGroup: securityGroup, port: traffic?.port,
            hasShell: shellAccess)
        let entrance = traffic.map { Entrance(in: scope, $0, network, task.securityGroup) }
        let service = scope.add(
            "Service",
            ECS.Service(
                capacityProviderStrategy: spot.map { spot in
                    List(
                        spot.strategy.map {
                            ECS.Service.CapacityProviderStrategyItem(capacityProvider: $0.provider, weight: $0.weight)
                        })
                },
                cluster: cluster.name,
                deploymentConfiguration: .init(
                    deploymentCircuitBreaker: .init(enable: true, rollback: true), maximumPercent: 200,
                    minimumHealthyPercent: 100),
                // Where something scales it, each update would undo that.
                desiredCount: count.rules.isEmpty ? count.minimum : nil, enableECSManagedTags: true,
                enableExecuteCommand: shellAccess ? true : nil,
                healthCheckGracePeriodSeconds: traffic.map { Value($0.gracePeriod) },
                launchType: spot == nil ? .fargate : nil,
                loadBalancers: entrance.map { entrance in
                    [
                        .init(
                            containerName: Value(Container.name), containerPort: Value(entrance.port),
                            targetGroupArn: entrance.targetGroup.targetGroupArn)
                    ]
                },
                networkConfiguration: .init(
                    awsvpcConfiguration: .init(
                        assignPublicIp: .disabled, securityGroups: [task.securityGroup.id],
                        subnets: network.applicationTier.subnetIds)),
                propagateTags: .service, taskDefinition: task.definition.taskDefinitionArn),
            dependsOn: task.ready + (entrance?.ready ?? []),
            // Nothing can wait for a listener that may not exist, but by a reference to what does.
            metadata: entrance?.varyingListener.map { ["Listener": JSON($0)] })
        self.service = service
        name = service.name
        self.cluster = cluster
        self.count = count
        id = scope.id
        taskDefinition = task.definition
        logGroup = task.logGroup
        self.securityGroup = task.securityGroup
        actingRole = task.role
        executionRole = task.executionRole
        loadBalancer = entrance?.loadBalancer
        ownsLoadBalancer = entrance.map { $0.rule == nil } ?? false
        targetGroup = entrance?.targetGroup
        listenerRule = entrance?.rule
        scalableTarget = count.scale(service, in: cluster, behind: entrance, scope)
    }

    /// A service that was there before, for connections, grants and alarms. Nothing about it changes.
    ///
    /// - Parameters:
    ///   - scope: its name is what rules and alarms call it.
    ///   - role: in which its containers act.
    ///   - securityGroup: around its containers.
    public static func existing(
        in scope: Scope, named name: Value<Name<ECS.Service>>, cluster: Cluster, role: Role,
        securityGroup: Value<ID<EC2.SecurityGroup>>
    ) -> ContainerService {
        ContainerService(
            existing: name, cluster, role, .existing(in: scope, id: securityGroup), id: scope.id)
    }

    private init(
        existing name: Value<Name<ECS.Service>>, _ cluster: Cluster, _ role: Role, _ securityGroup: SecurityGroup,
        id: String
    ) {
        self.name = name
        self.cluster = cluster
        self.id = id
        self.securityGroup = securityGroup
        actingRole = role
        service = nil
        taskDefinition = nil
        logGroup = nil
        loadBalancer = nil
        targetGroup = nil
        listenerRule = nil
        scalableTarget = nil
        executionRole = nil
        count = nil
        ownsLoadBalancer = false
    }
}

import AWSECS

/// An Amazon ECS cluster for tasks on AWS Fargate: what they are grouped by. It has no machines, and costs nothing.
///
///     let cluster = Cluster(in: stack.scope("Shop"))
///     let shop = ContainerService(in: stack.scope("Web"), container, network: network, cluster: cluster)
///
/// A service or a job has one of its own unless it is given one.
public struct Cluster {
    /// The cluster itself; nil where it was there before.
    public let cluster: Resource<ECS.Cluster>?
    /// What services and metrics call it.
    public let name: Value<Name<ECS.Cluster>>
    /// What policies take.
    public let arn: Value<ARN<ECS.Cluster>>
    /// Whether it counts its tasks; nil where nobody here knows.
    package let hasContainerInsights: Bool?

    /// - Parameter containerInsights: whether CloudWatch gets metrics of every task, and a service's number of tasks, which
    ///   scaling by a queue needs. They are paid for like one's own.
    public init(in scope: Scope, containerInsights: Bool = false) {
        let cluster = scope.add(
            "Cluster",
            ECS.Cluster(
                // Both cost nothing until a service asks for one.
                capacityProviders: ["FARGATE", "FARGATE_SPOT"],
                // By name also where it is off: an account may have it on for all.
                clusterSettings: [.init(name: "containerInsights", value: containerInsights ? "enabled" : "disabled")]))
        self.cluster = cluster
        name = cluster.clusterName
        arn = cluster.arn
        hasContainerInsights = containerInsights
    }

    private init(existing name: Value<Name<ECS.Cluster>>, containerInsights: Bool?) {
        cluster = nil
        self.name = name
        arn = "arn:\(AWS.partition):ecs:\(AWS.region):\(AWS.accountID):cluster/\(name)"
        hasContainerInsights = containerInsights
    }

    /// A cluster of this account and region that was there before. Nothing about it changes.
    ///
    /// - Parameter containerInsights: whether its Container Insights are on; a service that scales by a queue needs to know.
    public static func existing(named name: Value<Name<ECS.Cluster>>, containerInsights: Bool? = nil) -> Cluster {
        Cluster(existing: name, containerInsights: containerInsights)
    }
}

import AWSElasticLoadBalancingV2
import LoadBalancingConstructs
import NetworkConstructs

/// The way from a load balancer to the containers of a service.
struct Entrance {
    let port: Int
    let loadBalancer: LoadBalancer
    let targetGroup: Resource<ElasticLoadBalancingV2.TargetGroup>
    /// Of a load balancer that others use too.
    let rule: Resource<ElasticLoadBalancingV2.ListenerRule>?
    /// ECS refuses a target group that no listener leads to, and a container that the load balancer does not reach is never
    /// found well.
    let ready: [any Dependable]
    /// The same of a listener that differs between environments; nil of a shared load balancer, to which the rule refers.
    let varyingListener: Value<ARN<ElasticLoadBalancingV2.Listener>>?

    init(in scope: Scope, _ traffic: ContainerTraffic, _ network: Network, _ containers: SecurityGroup) {
        port = traffic.port
        let targets = LoadBalancer.targetGroup(
            in: scope, network: network, type: "ip", port: traffic.port, healthPath: traffic.healthPath,
            deregistrationDelay: traffic.deregistrationDelay)
        targetGroup = targets
        switch traffic.way {
        case .own(let https, let accessLogs, let deletionProtection):
            loadBalancer =
                LoadBalancer.forwarding(
                    to: targets, in: scope, name: Value(scope.id), network: network, https: https,
                    accessLogs: accessLogs, deletionProtection: deletionProtection
                ).balancer
            rule = nil
        case .shared(let shared, let requests, let priority):
            loadBalancer = shared
            rule = scope.add(
                "ListenerRule",
                ElasticLoadBalancingV2.ListenerRule(
                    actions: [.init(type: "forward", targetGroupArn: targets.targetGroupArn)],
                    conditions: requests.conditions, priority: Value(priority), listenerArn: shared.servingListener))
        }
        varyingListener = rule == nil ? loadBalancer.varyingListener : nil
        ready =
            ([rule] as [any Dependable]) + loadBalancer.ready
            + containers.admit(loadBalancer.securityGroup, port: traffic.port)
    }
}

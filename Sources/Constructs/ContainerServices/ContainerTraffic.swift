import AWSElasticLoadBalancingV2
import LoadBalancingConstructs

/// How requests reach the containers of a service.
///
///     let own: ContainerTraffic = .ownLoadBalancer(port: 8080, https: LoadBalancer.HTTPS(certificate: certificate.arn))
///     let shared: ContainerTraffic = .shared(front, port: 8080, requests: RequestMatch(paths: ["/api/*"]), priority: 10)
public struct ContainerTraffic {
    /// Through which load balancer.
    enum Way {
        case own(https: LoadBalancer.HTTPS?, accessLogs: LoadBalancer.AccessLogs?, deletionProtection: Value<Bool>)
        case shared(LoadBalancer, RequestMatch, priority: Int)
    }

    let port: Int
    let healthPath: String
    let deregistrationDelay: Int
    let gracePeriod: Int
    let way: Way

    /// Through a load balancer that comes with the service.
    ///
    /// - Parameters:
    ///   - port: where containers listen, over HTTP.
    ///   - https: TLS at the load balancer; with nil it serves plain HTTP, which others on the way read and change.
    ///   - accessLogs: where it records requests; without it, it does not.
    ///   - deletionProtection: of the load balancer.
    ///   - healthPath: where the load balancer asks whether a container is well; it answers 200.
    ///   - deregistrationDelay: for how long a container that is to be stopped may finish what it has begun, in seconds, 0 to
    ///     3600.
    ///   - gracePeriod: how long a container may take from its start to its first good answer, in seconds. One that needs
    ///     longer is replaced for ever.
    public static func ownLoadBalancer(
        port: Int, https: LoadBalancer.HTTPS?, accessLogs: LoadBalancer.AccessLogs? = nil,
        deletionProtection: Value<Bool> = true, healthPath: String = "/health", deregistrationDelay: Int = 30,
        gracePeriod: Int = 60
    ) -> ContainerTraffic {
        ContainerTraffic(
            port: port, healthPath: healthPath, deregistrationDelay: deregistrationDelay, gracePeriod: gracePeriod,
            way: .own(https: https, accessLogs: accessLogs, deletionProtection: deletionProtection))
    }

    /// Through a load balancer that other services use too.
    ///
    /// - Parameters:
    ///   - port: where containers listen, over HTTP.
    ///   - requests: which ones are this service's.
    ///   - priority: of the rule among those of all services, 1 to 50000; the lowest that matches is followed.
    ///   - healthPath: where the load balancer asks whether a container is well; it answers 200.
    ///   - deregistrationDelay: for how long a container that is to be stopped may finish what it has begun, in seconds, 0 to
    ///     3600.
    ///   - gracePeriod: how long a container may take from its start to its first good answer, in seconds. One that needs
    ///     longer is replaced for ever.
    public static func shared(
        _ loadBalancer: LoadBalancer, port: Int, requests: RequestMatch, priority: Int, healthPath: String = "/health",
        deregistrationDelay: Int = 30, gracePeriod: Int = 60
    ) -> ContainerTraffic {
        ContainerTraffic(
            port: port, healthPath: healthPath, deregistrationDelay: deregistrationDelay, gracePeriod: gracePeriod,
            way: .shared(loadBalancer, requests, priority: priority))
    }

    /// What ECS and Elastic Load Balancing would only refuse while CloudFormation deploys.
    func reportProblem(to scope: Scope) {
        func require(_ range: ClosedRange<Int>, _ value: Int, _ name: String) {
            guard !range.contains(value) else { return }
            scope.report(
                "container-traffic", "\(value) is no \(name); allowed: \(range.lowerBound) to \(range.upperBound)",
                fix: "choose a number between them")
        }
        require(0...3600, deregistrationDelay, "deregistration delay in seconds")
        require(0...2_147_483_647, gracePeriod, "grace period in seconds")
        if case .shared(_, let requests, let priority) = way {
            require(1...50_000, priority, "priority of a rule")
            requests.reportProblem(to: scope)
        }
    }
}

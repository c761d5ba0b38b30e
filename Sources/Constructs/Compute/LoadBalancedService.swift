import AWSAutoScaling
import AWSEC2
import AWSElasticLoadBalancingV2
import IdentityConstructs
import LoadBalancingConstructs
import NetworkConstructs

/// Instances of one kind in a network's application tier behind a public load balancer, as many as the load asks for.
///
/// The instances are reached by the load balancer alone; administrators come through Session Manager. New instances
/// count only when their own script says that they serve, so a broken release stops after its first instance and is
/// rolled back.
public struct LoadBalancedService: Connectable, Grantee {
    /// How many instances there may be.
    public struct Capacity {
        package let minimum: Value<Int>
        package let maximum: Value<Int>
        let targetCPU: Double

        /// - Parameters:
        ///   - minimum: how many instances run at least.
        ///   - maximum: how many run at most; above the minimum, since an update starts new instances before it stops
        ///     old ones.
        ///   - targetCPU: the average use of processors that scaling aims at, in percent.
        public init(minimum: Value<Int> = 2, maximum: Value<Int> = 4, targetCPU: Double = 70) {
            self.minimum = minimum
            self.maximum = maximum
            self.targetCPU = targetCPU
        }
    }

    /// TLS at the load balancer. Plain HTTP then only redirects.
    public typealias HTTPS = LoadBalancer.HTTPS
    /// A record of every request that the load balancer took.
    public typealias AccessLogs = LoadBalancer.AccessLogs

    /// Internet-facing; its `dnsName` is where clients go.
    public let loadBalancer: Resource<ElasticLoadBalancingV2.LoadBalancer>
    /// The same with what belongs to it.
    let front: LoadBalancer
    /// The instances, as the load balancer sees them.
    public let targetGroup: Resource<ElasticLoadBalancingV2.TargetGroup>
    /// What starts and replaces instances.
    public let group: Resource<AutoScaling.AutoScalingGroup>
    /// How many instances there may be.
    public let capacity: Capacity
    /// Around the load balancer.
    public var loadBalancerSecurityGroup: SecurityGroup { front.securityGroup }
    /// Around the instances.
    public let securityGroup: SecurityGroup
    /// What the instances may do.
    public let actingRole: Role
    let id: String

    /// - Parameters:
    ///   - name: what the resources' `Name` tags begin with.
    ///   - network: two zones at least; a load balancer wants no fewer.
    ///   - image: what instances start from: Amazon Linux 2023.
    ///   - instanceType: as in `t3.micro`.
    ///   - role: what instances may do.
    ///   - userData: how an instance becomes a server; it must end with the service listening.
    ///   - port: where instances listen.
    ///   - healthPath: where the load balancer asks whether an instance is well.
    ///   - https: TLS at the load balancer; without it, it serves plain HTTP.
    ///   - accessLogs: where the load balancer records requests; without it, it does not.
    ///   - deletionProtection: of the load balancer.
    ///   - volumeTags: what the instances' disks carry besides their name; the tags of a scope do not reach them.
    public init(
        in scope: Scope, name: Value<String>, network: Network, image: Value<ID<EC2.Image>>,
        instanceType: Value<String>, role: Role, userData: UserData, capacity: Capacity = Capacity(),
        port: Int = 80, healthPath: String = "/health", https: HTTPS? = nil, accessLogs: AccessLogs? = nil,
        deletionProtection: Value<Bool> = true, volumeTags: KeyValuePairs<String, Value<String>> = [:]
    ) {
        self.capacity = capacity
        actingRole = role
        id = scope.id
        targetGroup = LoadBalancer.targetGroup(
            in: scope, network: network, type: "instance", port: port, healthPath: healthPath, deregistrationDelay: 30)
        (front, loadBalancer) = LoadBalancer.forwarding(
            to: targetGroup, in: scope, name: name, network: network, https: https, accessLogs: accessLogs,
            deletionProtection: deletionProtection)
        Self.check(capacity, network, reportingTo: scope)
        securityGroup = SecurityGroup(
            in: scope.scope("Instances"), vpc: network.vpcId,
            description: "Instances, reached by the load balancer only",
            name: "\(name)-instances")
        securityGroup.allow(from: front.securityGroup, port: port)
        // Package repositories, Systems Manager and CloudFormation's signals all speak HTTPS.
        let packages: [(any Dependable)?] = [network.applicationTier, securityGroup.allowToInternet(port: 443)]

        let template = Self.launchTemplate(
            in: scope, name: name, image: image, instanceType: instanceType, role: role, userData: userData,
            securityGroup: securityGroup, volumeTags: volumeTags)
        group = Self.group(
            in: scope, name: name, network: network, template: template, targetGroup: targetGroup, capacity: capacity,
            // The first thing that an instance does is to fetch packages. A target that no listener leads to is never
            // found healthy.
            after: front.ready + packages.compactMap(\.self))
        scope.add(
            "CPUTracking",
            AutoScaling.ScalingPolicy(
                autoScalingGroupName: group.autoScalingGroupName, policyType: "TargetTrackingScaling",
                targetTrackingConfiguration: .init(
                    targetValue: Value(capacity.targetCPU),
                    predefinedMetricSpecification: .init(predefinedMetricType: "ASGAverageCPUUtilization"))))
    }
}

extension LoadBalancedService {
    /// What CloudFormation would only notice while it deploys.
    private static func check(_ capacity: Capacity, _ network: Network, reportingTo scope: Scope) {
        network.require(1, in: .application, for: "an instance", code: "instance-zones", reportingTo: scope)
        if !(1...100).contains(capacity.targetCPU) {
            scope.report(
                "target-cpu", "\(capacity.targetCPU) is no use of a processor in percent", fix: "choose 1 to 100")
        }
        // "AutoScalingRollingUpdate policy" in the CloudFormation user guide: fewer must stay in service than there may
        // be.
        if let minimum = capacity.minimum.literal,
            let maximum = capacity.maximum.literal, minimum >= maximum
        {
            scope.report(
                "capacity", "\(minimum) instances at least and \(maximum) at most leave an update no room",
                fix: "raise the maximum above \(minimum)")
        }
    }
}

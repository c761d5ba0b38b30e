import AWSEC2
import AWSElasticLoadBalancingV2
import NetworkConstructs
import StorageConstructs

/// An application load balancer in a network's public tier, reached by anyone: over HTTPS where it has a certificate, and
/// plain HTTP then only leads there.
///
///     let front = LoadBalancer(
///         in: stack.scope("Front"), name: "shop", network: network, https: LoadBalancer.HTTPS(certificate: certificate.arn))
///
/// Several services share one, each with rules that say which requests are its own. What is nobody's is answered with 404.
public struct LoadBalancer: Connectable {
    /// TLS at the load balancer. Plain HTTP then only redirects.
    public struct HTTPS {
        let certificate: Value<ARN<CertificateManager.Certificate>>
        let condition: Condition?

        /// - Parameter condition: whether there is a certificate, where that differs between environments.
        public init(certificate: Value<ARN<CertificateManager.Certificate>>, condition: Condition? = nil) {
            self.certificate = certificate
            self.condition = condition
        }
    }

    /// A record of every request that the load balancer took.
    public struct AccessLogs {
        let bucket: LoadBalancerLogBucket
        let condition: Condition?

        /// - Parameters:
        ///   - bucket: of another stack, so that it is ready when the load balancer is made.
        ///   - condition: whether they are kept, where that differs between environments; the bucket's own.
        public init(bucket: LoadBalancerLogBucket, condition: Condition? = nil) {
            self.bucket = bucket
            self.condition = condition
        }
    }

    /// Internet-facing; its `dnsName` is where clients go. Nil where it was there before.
    public let loadBalancer: Resource<ElasticLoadBalancingV2.LoadBalancer>?
    /// Serves where there is no certificate, and otherwise redirects; nil where it was there before.
    public let httpListener: Resource<ElasticLoadBalancingV2.Listener>?
    /// nil without a certificate, and where it was there before.
    public let httpsListener: Resource<ElasticLoadBalancingV2.Listener>?
    /// Around the load balancer.
    public let securityGroup: SecurityGroup
    /// What metrics call it: `app/shop/0123456789abcdef`.
    let fullName: Value<String>
    /// What rules of services are added to.
    package private(set) var servingListener: Value<ARN<ElasticLoadBalancingV2.Listener>>
    /// What leads to targets for certain, to wait for before they are started.
    package let ready: [any Dependable]
    /// The listener that serves, where that differs between environments: what only a reference waits for.
    package let varyingListener: Value<ARN<ElasticLoadBalancingV2.Listener>>?

    /// - Parameters:
    ///   - name: what the resources' `Name` tags begin with.
    ///   - network: two zones at least; a load balancer wants no fewer.
    ///   - https: TLS at the load balancer; with nil it serves plain HTTP, which others on the way read and change.
    ///   - accessLogs: where it records requests; without it, it does not.
    ///   - deletionProtection: refuses deletion until it is switched off.
    public init(
        in scope: Scope, name: Value<String>, network: Network, https: HTTPS?, accessLogs: AccessLogs? = nil,
        deletionProtection: Value<Bool> = true
    ) {
        self =
            Self.make(
                in: scope, name: name, network: network, https: https, accessLogs: accessLogs,
                deletionProtection: deletionProtection, serving: .nobody
            ).balancer
        // Which listener it is, is decided here, whichever stack's rules are added to it.
        if varyingListener != nil { servingListener = scope.output("ServingListener", servingListener) }
    }

    /// One of a service's own, all of whose requests are the service's.
    package static func forwarding(
        to targets: Resource<ElasticLoadBalancingV2.TargetGroup>, in scope: Scope, name: Value<String>,
        network: Network, https: HTTPS?, accessLogs: AccessLogs?, deletionProtection: Value<Bool>
    ) -> (balancer: LoadBalancer, resource: Resource<ElasticLoadBalancingV2.LoadBalancer>) {
        make(
            in: scope, name: name, network: network, https: https, accessLogs: accessLogs,
            deletionProtection: deletionProtection, serving: .forwarding(to: targets.targetGroupArn))
    }

    private static func make(
        in scope: Scope, name: Value<String>, network: Network, https: HTTPS?, accessLogs: AccessLogs?,
        deletionProtection: Value<Bool>, serving action: ElasticLoadBalancingV2.Listener.Action
    ) -> (balancer: LoadBalancer, resource: Resource<ElasticLoadBalancingV2.LoadBalancer>) {
        network.require(2, in: .public, for: "a load balancer", code: "load-balancer-zones", reportingTo: scope)
        let securityGroup = SecurityGroup(
            in: scope.scope("LoadBalancer"), vpc: network.vpcId,
            description: "Load balancer, reached by anyone over HTTP", name: "\(name)-load-balancer")
        securityGroup.allowFromInternet(port: 80)
        if let https { securityGroup.allowFromInternet(port: 443, condition: https.condition) }
        let loadBalancer = scope.add(
            "LoadBalancer",
            ElasticLoadBalancingV2.LoadBalancer(
                loadBalancerAttributes: List(
                    [
                        .init(key: "deletion_protection.enabled", value: deletionProtection.text),
                        // Malformed headers are how requests are smuggled past a proxy.
                        .init(key: "routing.http.drop_invalid_header_fields.enabled", value: "true"),
                    ] + (accessLogs?.attributes ?? [])),
                scheme: "internet-facing", securityGroups: [securityGroup.id], subnets: network.publicTier.subnetIds,
                tags: ["Name": "\(name)-load-balancer"], type: "application"),
            dependsOn: [network.internetAccess])
        let listeners = Self.listeners(in: scope, loadBalancer, serving: action, https)
        return (LoadBalancer(loadBalancer, listeners, https, securityGroup), loadBalancer)
    }

    private init(
        _ loadBalancer: Resource<ElasticLoadBalancingV2.LoadBalancer>, _ listeners: Listeners, _ https: HTTPS?,
        _ securityGroup: SecurityGroup
    ) {
        self.loadBalancer = loadBalancer
        httpListener = listeners.http
        httpsListener = listeners.https
        self.securityGroup = securityGroup
        fullName = loadBalancer.loadBalancerFullName
        (servingListener, ready) = Self.serving(listeners, https)
        varyingListener = https?.condition == nil ? nil : servingListener
    }

    /// A load balancer that was there before, to put services behind.
    ///
    ///     let front = LoadBalancer.existing(
    ///         in: stack.scope("Front"), arn: loadBalancerARN, listener: listenerARN, securityGroup: "sg-0abc")
    ///
    /// Nothing about it changes but what services add: rules of the listener, and ways through the security group.
    ///
    /// - Parameters:
    ///   - scope: its name is what rules call the load balancer.
    ///   - listener: the one that serves, with TLS where there is any.
    ///   - securityGroup: around it.
    public static func existing(
        in scope: Scope, arn: Value<ARN<ElasticLoadBalancingV2.LoadBalancer>>,
        listener: Value<ARN<ElasticLoadBalancingV2.Listener>>, securityGroup: Value<ID<EC2.SecurityGroup>>
    ) -> LoadBalancer {
        LoadBalancer(existing: arn, listener, .existing(in: scope, id: securityGroup))
    }

    private init(
        existing arn: Value<ARN<ElasticLoadBalancingV2.LoadBalancer>>,
        _ listener: Value<ARN<ElasticLoadBalancingV2.Listener>>, _ securityGroup: SecurityGroup
    ) {
        loadBalancer = nil
        httpListener = nil
        httpsListener = nil
        self.securityGroup = securityGroup
        servingListener = listener
        varyingListener = nil
        ready = []
        // "Amazon Resource Names (ARNs)" in the Elastic Load Balancing API reference: loadbalancer/app/NAME/ID.
        let parts = arn.text.split(separator: "/")
        fullName = "\(parts[1])/\(parts[2])/\(parts[3])"
    }
}

extension LoadBalancer.AccessLogs {
    private typealias Attribute = ElasticLoadBalancingV2.LoadBalancer.LoadBalancerAttribute

    /// Switched off by name where they are not kept: an attribute that is merely left out stays as it was.
    fileprivate var attributes: [ElasticLoadBalancingV2.LoadBalancer.LoadBalancerAttribute] {
        let bucketAttribute = Attribute(key: "access_logs.s3.bucket", value: bucket.name)
        guard let condition else { return [Attribute(key: "access_logs.s3.enabled", value: "true"), bucketAttribute] }
        return [
            Attribute(key: "access_logs.s3.enabled", value: .if(condition, "true", else: "false")),
            .if(condition, bucketAttribute, else: .noValue),
        ]
    }
}

import AWSEC2

/// A VPC with three tiers of subnets over two or more availability zones.
///
/// - public: routed to the internet; load balancers and NAT gateways live here
/// - application: reaches the internet through NAT, and is reached only from within
/// - isolated: no route out at all; databases live here
///
/// The address plan is computed here, and every subnet has a fixed place in it: adding a zone moves no other subnet.
public struct Network {
    /// How the application tier reaches the internet.
    public enum NATGateways {
        /// Not at all.
        case none
        /// Through one gateway in the first zone, and gone when that zone is.
        case single
        /// Through a small machine in the first zone, for less than a third of a gateway's price: for `dev`. It is one machine,
        /// which is brought up to date by a deployment, and gone for minutes when it fails or is replaced.
        case instance
        /// Through one gateway in every zone.
        case perZone
        /// One in every zone where the condition holds, a single one elsewhere.
        case perZoneIf(Condition)
    }

    /// The tiers, in the order of their addresses.
    package enum TierKind: String, CaseIterable, Sendable {
        case `public` = "Public"
        case application = "Application"
        case isolated = "Isolated"
    }

    /// One tier: a subnet in each zone.
    ///
    /// Who waits for a tier waits until its subnets are routed. A reference to a subnet does not: without the wait, an
    /// instance may start before it can reach anything.
    public struct Tier: Dependable {
        /// What a resource takes that spans the tier.
        public let subnetIds: List<Value<ID<EC2.Subnet>>>
        /// One a zone, the region's first zone first; none of a network that was there before.
        public let subnets: [Resource<EC2.Subnet>]
        /// One for the whole tier, or one a zone where each zone has its own way out; none of a network that was there
        /// before.
        public let routeTables: [Resource<EC2.RouteTable>]
        var routing: [any Dependable] = []

        /// Its routes and the associations of its subnets with them.
        public var dependencies: [Element] { routing.flatMap(\.dependencies) }
    }

    /// What resources take that belong to the network.
    public let vpcId: Value<ID<EC2.VPC>>
    /// The network itself, which resolves host names; nil where it was there before.
    public let vpc: Resource<EC2.VPC>?
    /// Routed to the internet.
    public private(set) var publicTier: Tier
    /// Reaches the internet through NAT, where there is any.
    public private(set) var applicationTier: Tier
    /// Without a route out.
    public let isolatedTier: Tier
    /// All of its own; nil where it was there before.
    let addresses: Value<String>?
    /// Public addresses and internet-facing load balancers cannot be made before it; nil where it was there before.
    public let internetAccess: Resource<EC2.VPCGatewayAttachment>?

    /// - Parameters:
    ///   - name: what the resources' `Name` tags begin with.
    ///   - cidr: the VPC's addresses, a literal between /16 and /28.
    ///   - zones: how many availability zones, 1 to 4; the region's first ones.
    ///   - subnetPrefixLength: the size of each subnet; /24 has 251 usable addresses.
    ///   - nat: the application tier's way out.
    ///   - flowLogs: records the network's connections when given.
    public init(
        in scope: Scope, name: Value<String>, cidr: String = "10.0.0.0/16", zones: Int = 2,
        subnetPrefixLength: Int = 24,
        nat: NATGateways = .single, flowLogs: FlowLogs? = nil
    ) {
        let plan = Self.plan(cidr, zones, subnetPrefixLength, reportingTo: scope)
        let vpc = scope.add(
            "VPC",
            EC2.VPC(
                cidrBlock: Value(plan.network.description), enableDnsHostnames: true, enableDnsSupport: true,
                tags: ["Name": "\(name)-vpc"]))
        let gateway = scope.add("InternetGateway", EC2.InternetGateway(tags: ["Name": "\(name)-internet"]))
        internetAccess = scope.add(
            "InternetAccess",
            EC2.VPCGatewayAttachment(vpcId: vpc.vpcId, internetGatewayId: gateway.internetGatewayId))

        let builder = TierBuilder(scope: scope, name: name, vpcId: vpc.vpcId, plan: plan)
        publicTier = builder.tier(.public, routeTablePerZone: false)
        applicationTier = builder.tier(.application, routeTablePerZone: nat.needsRouteTablePerZone)
        isolatedTier = builder.tier(.isolated, routeTablePerZone: false)
        self.vpc = vpc
        vpcId = vpc.vpcId
        addresses = Value(plan.network.description)

        for table in publicTier.routeTables {
            publicTier.routing.append(
                scope.add(
                    "PublicInternetRoute",
                    EC2.Route(
                        routeTableId: table.routeTableId, destinationCidrBlock: "0.0.0.0/0",
                        gatewayId: .internetGateway(gateway.internetGatewayId)),
                    dependsOn: [internetAccess]))
        }
        applicationTier.routing += addNATGateways(nat, to: scope, name: name, addresses: plan.network)
        applicationTier.routing.append(addStorageEndpoint(to: scope, name: name))
        flowLogs?.add(to: scope, vpcId: vpcId)
    }

    /// A network that was there before.
    init(existing vpcId: Value<ID<EC2.VPC>>, publicTier: Tier, applicationTier: Tier, isolatedTier: Tier) {
        self.vpcId = vpcId
        vpc = nil
        addresses = nil
        internetAccess = nil
        self.publicTier = publicTier
        self.applicationTier = applicationTier
        self.isolatedTier = isolatedTier
    }

    private static func plan(
        _ cidr: String, _ zones: Int, _ subnetPrefixLength: Int, reportingTo scope: Scope
    ) -> AddressPlan {
        do {
            return try AddressPlan(network: cidr, zones: zones, subnetPrefixLength: subnetPrefixLength)
        } catch {
            scope.report("address-plan", error.message, fix: error.fix)
            return .fallback
        }
    }
}

/// Adds the subnets and route tables of one tier after the other.
private struct TierBuilder {
    let scope: Scope
    let name: Value<String>
    let vpcId: Value<ID<EC2.VPC>>
    let plan: AddressPlan

    func tier(_ kind: Network.TierKind, routeTablePerZone: Bool) -> Network.Tier {
        let tables = (0..<(routeTablePerZone ? plan.zones : 1)).map { zone in
            let suffix = routeTablePerZone ? Network.zoneLetter(zone) : ""
            return scope.add(
                "\(kind.rawValue)RouteTable\(suffix)",
                EC2.RouteTable(vpcId: vpcId, tags: ["Name": tag(kind, suffix)]))
        }
        let index = Network.TierKind.allCases.firstIndex(of: kind) ?? 0
        var routing: [any Dependable] = []
        let subnets = (0..<plan.zones).map { zone in
            let letter = Network.zoneLetter(zone)
            let subnet = scope.add(
                "\(kind.rawValue)Subnet\(letter)",
                EC2.Subnet(
                    vpcId: vpcId, availabilityZone: List.availabilityZones()[zone],
                    cidrBlock: Value(plan.subnet(tier: index, zone: zone).description),
                    // Load balancers and NAT gateways get their public addresses themselves; nothing else belongs here.
                    mapPublicIpOnLaunch: false, tags: ["Name": tag(kind, letter)]))
            routing.append(
                scope.add(
                    "\(kind.rawValue)RouteTableAssociation\(letter)",
                    EC2.SubnetRouteTableAssociation(
                        routeTableId: tables[routeTablePerZone ? zone : 0].routeTableId, subnetId: subnet.subnetId)))
            return subnet
        }
        return Network.Tier(
            subnetIds: List(subnets.map { $0.subnetId }), subnets: subnets, routeTables: tables, routing: routing)
    }

    private func tag(_ kind: Network.TierKind, _ suffix: String) -> Value<String> {
        let parts = [kind.rawValue.lowercased(), suffix.lowercased()].filter { !$0.isEmpty }.joined(separator: "-")
        return "\(name)-\(parts)"
    }
}

extension Network {
    /// Zones are lettered as AWS does: A is the region's first.
    static func zoneLetter(_ zone: Int) -> String { ["A", "B", "C", "D"][zone] }
}

import AWSEC2

/// Ways from a network to services of AWS that lead past NAT, and need none.
///
///     let endpoints = Endpoints(
///         in: stack.scope("Endpoints"), network: network, name: "shop", interfaces: .forContainers + [.queues])
///     endpoints.allowConnections(from: worker)
///
/// Those of S3 and DynamoDB are routes, and cost nothing: a network has that of S3 already. All others are paid for by the hour
/// and zone, and pay for themselves from a certain traffic on, or where they make NAT dispensable.
public struct Endpoints {
    /// A service that is reached by routes.
    public enum Gateway: String, Sendable {
        case dynamoDB = "dynamodb"
        case s3
    }

    /// Those of S3 and DynamoDB.
    public let gateways: [Resource<EC2.VPCEndpoint>]
    /// All others.
    public let interfaces: [Resource<EC2.VPCEndpoint>]
    /// Around the interface endpoints; nil where there are none.
    public let securityGroup: SecurityGroup?
    private let scope: Scope

    /// - Parameters:
    ///   - name: what the resources' `Name` tags begin with.
    ///   - gateways: which services are reached by routes of the application tier; DynamoDB, and S3 too of a network that was
    ///     there before, when not given.
    ///   - interfaces: which services have addresses in the application tier. The whole network reaches them there then, by
    ///     the names that clients use anyway.
    ///   - zones: in how many zones the addresses are; in all when not given. Fewer cost less: what is in the others pays for
    ///     the way, and is cut off when those zones are.
    ///   - routeTables: of the tier, of a network that was there before.
    ///   - addresses: of the network, of one that was there before: `10.0.0.0/16`.
    public init(
        in scope: Scope, network: Network, name: Value<String>, gateways: [Gateway]? = nil,
        interfaces: [EndpointService] = [], zones: Int? = nil, routeTables: [Value<ID<EC2.RouteTable>>] = [],
        addresses: Value<String>? = nil
    ) {
        self.scope = scope
        let gateways = gateways ?? (network.vpc == nil ? [.dynamoDB, .s3] : [.dynamoDB])
        let addresses = network.addresses ?? addresses
        let tables = network.vpc == nil ? routeTables : network.applicationTier.routeTables.map { $0.routeTableId }
        Self.check(gateways, interfaces, network, zones, tables, addresses, reportingTo: scope)
        self.gateways = gateways.map { gateway in
            scope.add(
                gateway.id,
                EC2.VPCEndpoint(
                    vpcId: network.vpcId, routeTableIds: List(tables),
                    serviceName: "com.amazonaws.\(AWS.region).\(gateway.rawValue)",
                    tags: ["Name": "\(name)-\(gateway.rawValue)"], vpcEndpointType: .gateway))
        }
        guard !interfaces.isEmpty else {
            self.interfaces = []
            securityGroup = nil
            return
        }
        let securityGroup = SecurityGroup(
            in: scope, vpc: network.vpcId, description: "Endpoints of services, reached from within the network",
            name: "\(name)-endpoints")
        // Names lead here from everywhere in the network: whom it does not let in reaches the service no more.
        if let addresses { securityGroup.allow(fromAddresses: addresses, port: 443) }
        let subnets = network.applicationTier.subnetIds
        self.securityGroup = securityGroup
        self.interfaces = interfaces.map { service in
            scope.add(
                "\(service.id)Endpoint",
                EC2.VPCEndpoint(
                    vpcId: network.vpcId, privateDnsEnabled: true, securityGroupIds: [securityGroup.id],
                    serviceName: "com.amazonaws.\(AWS.region).\(service.name)",
                    subnetIds: zones.map { List((0..<max(1, $0)).map { subnets[$0] }) } ?? subnets,
                    tags: ["Name": "\(name)-\(service.name)"], vpcEndpointType: .interface))
        }
    }

    /// Lets a client that reaches nothing else connect to the interface endpoints, such as a function.
    public func allowConnections(from client: some Connectable) {
        guard let securityGroup else {
            return scope.report(
                "endpoint-interfaces", "\(scope.id) has no interface endpoints, and nothing to connect to",
                fix: "name the services: Endpoints(interfaces: [.queues])")
        }
        securityGroup.allow(from: client.securityGroup, port: 443)
    }
}

extension Endpoints.Gateway {
    fileprivate var id: String {
        switch self {
        case .dynamoDB: "DynamoDBEndpoint"
        case .s3: "S3Endpoint"
        }
    }
}

extension Endpoints {
    /// What EC2 would only refuse while CloudFormation deploys, or what would cut off somebody else.
    private static func check(
        _ gateways: [Gateway], _ interfaces: [EndpointService], _ network: Network, _ zones: Int?,
        _ tables: [Value<ID<EC2.RouteTable>>], _ addresses: Value<String>?, reportingTo scope: Scope
    ) {
        if network.vpc != nil, gateways.contains(.s3) {
            scope.report(
                "endpoint-gateways", "the network has a way to S3 already, which every network comes with",
                fix: "leave .s3 out: Endpoints(gateways: [.dynamoDB])")
        }
        if !gateways.isEmpty, tables.isEmpty {
            scope.report(
                "endpoint-gateways", "nobody here knows the route tables of a network that was there before",
                fix: "name them: Endpoints(routeTables: [...]), or ask for no gateways: Endpoints(gateways: [])")
        }
        guard !interfaces.isEmpty else { return }
        network.require(
            zones ?? 1, in: .application, for: "an interface endpoint", code: "endpoint-zones", reportingTo: scope)
        if let zones, zones < 1 {
            scope.report("endpoint-zones", "an endpoint cannot be in \(zones) zones", fix: "choose 1 or more")
        }
        let services = Dictionary(grouping: interfaces, by: \.name)
        for (name, same) in services.sorted(by: { $0.key < $1.key }) where same.count > 1 {
            scope.report(
                "endpoint-interfaces", "\(name) is named \(same.count) times", fix: "name each service once")
        }
        if addresses == nil {
            scope.report(
                "endpoint-addresses",
                "nobody here knows the addresses of a network that was there before, all of which would be led to endpoints that do not let them in",
                fix: "say them: Endpoints(addresses: \"10.0.0.0/16\")")
        }
    }
}

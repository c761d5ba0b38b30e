import Template

extension Examination {
    /// Endpoints are of the kind that their service has, and their names are known in the network ("Access AWS services
    /// through AWS PrivateLink" in the AWS PrivateLink guide).
    mutating func checkEndpoints() {
        for (endpoint, wiring) in cases(of: "AWS::EC2::VPCEndpoint") {
            guard let kind = wiring.text(endpoint.value("VpcEndpointType"), otherwise: "Gateway") else { continue }
            if ["Gateway", "Interface"].contains(kind) { checkServiceName(of: endpoint, wiring) }
            if kind == "Gateway" { checkGatewayEndpoint(endpoint, wiring) }
            guard kind == "Interface" else { continue }
            checkEndpointPort(endpoint, wiring)
            if !wiring.isAbsent(endpoint.value("RouteTableIds")) {
                report(
                    "exclusive-properties", "an interface endpoint has subnets, and no route tables", at: endpoint,
                    .key("RouteTableIds"), fix: "leave them out")
            }
            guard wiring.text(endpoint.value("PrivateDnsEnabled")) == "true", let network = wiring.network(of: endpoint)
            else { continue }
            for (name, standard) in [("EnableDnsHostnames", "false"), ("EnableDnsSupport", "true")]
            where wiring.text(network.value(name), otherwise: standard) == "false" {
                report(
                    "private-dns", "\(network.logicalID) has no \(name), and private names need it", at: endpoint,
                    .key("PrivateDnsEnabled"), notes: [("the network", network)],
                    fix: "set \(name) of \(network.logicalID) to true")
            }
        }
        checkRepeatedNames()
        checkRepeatedRoutes()
    }

    /// "Control traffic to VPC endpoints using security groups" in the AWS PrivateLink guide: services of AWS are asked by
    /// HTTPS.
    private mutating func checkEndpointPort(_ endpoint: WiredResource, _ wiring: Wiring) {
        // Mail, files and tables of Apache Cassandra are reached at other ports, things at several.
        let others = ["cassandra", "cassandra-fips", "credentials", "cups", "data", "email-smtp", "lns", "server"]
        guard let groups = wiring.groups(endpoint.value("SecurityGroupIds")), !groups.isEmpty,
            let service = wiring.service(ofEndpoint: endpoint),
            !others.contains(where: { service == $0 || service.hasSuffix(".\($0)") }),
            !wiring.mayEnter(groups, 443...443),
            !groups.contains(where: { wiring.rules(of: $0, .ingress)?.isEmpty == true })
        else { return }
        reportClosed(
            "no security group lets anybody in at port 443, at which \(service) answers",
            443...443, from: nil, at: endpoint, [.key("SecurityGroupIds")], groups, wiring)
    }

    /// "Gateway endpoints" in the AWS PrivateLink guide: each puts a route of its service into its route tables.
    private mutating func checkRepeatedRoutes() {
        let networks = grouped("AWS::EC2::VPCEndpoint", by: "VpcId", type: "AWS::EC2::VPC")
        for (endpoint, wiring) in cases(of: "AWS::EC2::VPCEndpoint") {
            guard let id = endpoint.value("VpcId"), let service = endpoint.value("ServiceName"),
                wiring.text(endpoint.value("VpcEndpointType"), otherwise: "Gateway") == "Gateway"
            else { continue }
            let own = wiring.routeTables(of: endpoint)
            let others = networks[wiring.identity(of: id, type: "AWS::EC2::VPC")]
            let other = others.prefix { $0 != endpoint }.first { other in
                other.value("ServiceName").map { wiring.isSameText($0, service) } == true
                    && !own.isDisjoint(with: wiring.routeTables(of: other)) && areMadeTogether(other, endpoint)
            }
            guard let other else { continue }
            report(
                "duplicate-route",
                "\(wiring.words(for: other, besides: endpoint)) routes the service in the same route table already",
                at: endpoint, .key("RouteTableIds"), notes: [("the other endpoint", other)],
                fix: "leave one of the endpoints out, or give it other route tables")
        }
    }

    private mutating func checkGatewayEndpoint(_ endpoint: WiredResource, _ wiring: Wiring) {
        if let service = wiring.service(ofEndpoint: endpoint),
            !["s3", "dynamodb", "s3express"].contains(service)
        {
            let path = Template.Path(.resources, endpoint.logicalID).appending("Properties")
            reportOnce(
                "endpoint-type", "\(service) has no gateway endpoints, and without a type this is one", at: path,
                fix: "add \"VpcEndpointType\": \"Interface\"")
        }
    }

    private mutating func checkRepeatedNames() {
        let networks = grouped("AWS::EC2::VPCEndpoint", by: "VpcId", type: "AWS::EC2::VPC")
        for (endpoint, wiring) in cases(of: "AWS::EC2::VPCEndpoint") {
            guard let id = endpoint.value("VpcId"), let service = endpoint.value("ServiceName"),
                wiring.text(endpoint.value("PrivateDnsEnabled")) == "true"
            else { continue }
            let others = networks[wiring.identity(of: id, type: "AWS::EC2::VPC")]
            let other = others.prefix { $0 != endpoint }.first { other in
                wiring.text(other.value("PrivateDnsEnabled")) == "true" && areMadeTogether(other, endpoint)
                    && other.value("ServiceName").map { wiring.isSameText($0, service) } == true
            }
            guard let other else { continue }
            report(
                "private-dns",
                "\(wiring.words(for: other, besides: endpoint)) has the service's private names in the network already",
                at: endpoint, .key("PrivateDnsEnabled"), notes: [("the other endpoint", other)],
                fix: "leave one of the endpoints out")
        }
    }
}

extension Wiring {
    /// The route tables of an endpoint, by number.
    fileprivate func routeTables(of endpoint: WiredResource) -> Set<Int> {
        let values = endpoint.value("RouteTableIds").flatMap(elements) ?? []
        return Set(values.compactMap { target(of: $0, type: "AWS::EC2::RouteTable")?.number })
    }

    /// Whether two texts are put together in the same way of the same parts.
    fileprivate func isSameText(_ one: WiredValue, _ other: WiredValue) -> Bool {
        if isSame(one, other) { return true }
        let (one, other) = (resolved(one).expression, resolved(other).expression)
        // What AWS knows is the same in all stacks of a deployment.
        return one == other && one.names.allSatisfy { $0.hasPrefix("AWS::") }
    }
}

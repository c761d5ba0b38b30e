import Template

extension Wiring {
    /// The network of a subnet, or of anything else that has a `VpcId`; nil where it is none of the templates.
    func network(of resource: WiredResource) -> WiredResource? {
        target(of: resource.value("VpcId"), type: "AWS::EC2::VPC")
    }

    /// Whether something in a subnet can be reached from the internet and answer: whether its route table leads to an
    /// internet gateway ("Internet gateways" in the Amazon VPC user guide); nil where that is not known.
    func reachesInternet(_ subnet: WiredResource) -> Bool? {
        guard let routes = routes(of: subnet) else { return nil }
        for route in routes where !leadsInside(route) {
            let isGateway = target(of: route.value("GatewayId"), type: "AWS::EC2::InternetGateway") != nil
            return isGateway && exists(route, with: subnet) ? true : nil
        }
        return false
    }

    /// The routes that the table of a subnet may have besides the one within its network; nil where that is not known.
    func routes(of subnet: WiredResource) -> [WiredResource]? {
        guard isWhole(around: subnet.stack), let network = network(of: subnet) else { return nil }
        var table: WiredResource?
        for association in users("AWS::EC2::SubnetRouteTableAssociation", of: subnet, by: "SubnetId") {
            guard mayBe(association.value("SubnetId"), subnet) else { continue }
            guard target(of: association.value("SubnetId"), type: "AWS::EC2::Subnet") == subnet, table == nil,
                let own = target(of: association.value("RouteTableId"), type: "AWS::EC2::RouteTable"),
                exists(association, with: subnet)
            else { return nil }
            table = own
        }
        // Without one of its own it has the network's, which leads nowhere else.
        guard let table else { return mayBeRoutedElsewhere(subnet, in: network) ? nil : [] }
        guard !isHandedOut(table) else { return nil }
        return users("AWS::EC2::Route", of: table, by: "RouteTableId").filter { mayBe($0.value("RouteTableId"), table) }
    }

    /// Whether something that stands in no template here may give a subnet a route table. Who gives one to other subnets of
    /// the network leaves none to readers of the outputs.
    private func mayBeRoutedElsewhere(_ subnet: WiredResource, in network: WiredResource) -> Bool {
        if isHandedDown(subnet) || isHandedDown(network) { return true }
        guard isHandedOut(subnet) || isHandedOut(network) else { return false }
        return !resources(of: "AWS::EC2::SubnetRouteTableAssociation", with: subnet.stack).contains { association in
            target(of: association.value("SubnetId"), type: "AWS::EC2::Subnet").map { self.network(of: $0) == network }
                ?? false
        }
    }

    /// Whether a route is certain to lead to no internet gateway.
    private func leadsInside(_ route: WiredResource) -> Bool {
        if target(of: route.value("GatewayId"), type: "AWS::EC2::VPNGateway") != nil { return true }
        let inner = ["NatGatewayId", "EgressOnlyInternetGatewayId", "VpcPeeringConnectionId"]
        return isAbsent(route.value("GatewayId")) && inner.contains { !isAbsent(route.value($0)) }
    }

    /// Whether a route is certain to lead to no service of AWS: to a peer of the templates that has no endpoints. What is
    /// behind other gateways may have some for all networks.
    func leadsToPeerWithoutEndpoints(_ route: WiredResource) -> Bool {
        let type = "AWS::EC2::VPCPeeringConnection"
        guard let peering = target(of: route.value("VpcPeeringConnectionId"), type: type) else { return false }
        return ["VpcId", "PeerVpcId"].allSatisfy { end in
            guard let network = target(of: peering.value(end), type: "AWS::EC2::VPC") else { return false }
            return self.network(of: route.value("RouteTableId")) == network || endpoints(in: network)?.isEmpty == true
        }
    }

    /// The network of the route table that a value names.
    private func network(of table: WiredValue?) -> WiredResource? {
        target(of: table, type: "AWS::EC2::RouteTable").flatMap(network)
    }

    /// Whether a value may be the reference of a resource. What comes from outside of the templates is none of theirs.
    func mayBe(_ value: WiredValue?, _ resource: WiredResource) -> Bool {
        guard let value, !isAbsent(value) else { return false }
        if let target = target(of: value, type: resource.resource.type) { return target == resource }
        return !isFromOutside(value)
    }

    /// Whether a value is a literal, an import, or what a root is given.
    func isFromOutside(_ value: WiredValue) -> Bool {
        let value = resolved(value)
        switch value.expression {
        case .string, .call(.importValue, _): return true
        case .ref(let name): return stacks[value.stack].template.parameters[name].map { !$0.isList } ?? false
        default: return false
        }
    }
}

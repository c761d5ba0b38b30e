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

    /// Whether a route is certain to lead to no public address ("Address Allocation for Private Internets", RFC 1918).
    func leadsToPrivateAddresses(_ route: WiredResource) -> Bool {
        guard let destination = text(route.value("DestinationCidrBlock")).flatMap(AddressBlock.init) else {
            return false
        }
        return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].compactMap(AddressBlock.init).contains {
            $0.contains(destination)
        }
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

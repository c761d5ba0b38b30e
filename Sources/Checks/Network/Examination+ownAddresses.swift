import Template

extension Examination {
    /// The addresses of a network are reached within it: a route to some of them has no target that leads out of it
    /// ("Subnet route tables" in the Amazon VPC user guide).
    mutating func checkOwnAddresses() {
        for (route, wiring) in cases(of: "AWS::EC2::Route") {
            guard
                let network = wiring.target(of: route.value("RouteTableId"), type: "AWS::EC2::RouteTable")
                    .flatMap(wiring.network), wiring.leadsOut(route),
                let text = wiring.text(route.value("DestinationCidrBlock")), let destination = AddressBlock(text),
                let around = wiring.text(network.value("CidrBlock")), let whole = AddressBlock(around),
                whole.contains(destination)
            else { continue }
            report(
                "route-of-network", "\(text) is of \(network.logicalID) itself, which has \(around)", at: route,
                .key("DestinationCidrBlock"), notes: [("the network", network)],
                fix: "give the addresses that lie behind the target")
        }
    }
}

extension Wiring {
    /// Whether the target of a route is certain to be outside of its network.
    fileprivate func leadsOut(_ route: WiredResource) -> Bool {
        let gateway = target(of: route.value("GatewayId"))?.resource.resource.type
        return ["AWS::EC2::InternetGateway", "AWS::EC2::VPNGateway"].contains(gateway)
            || ["VpcPeeringConnectionId", "TransitGatewayId", "EgressOnlyInternetGatewayId"].contains {
                !isAbsent(route.value($0))
            }
    }
}

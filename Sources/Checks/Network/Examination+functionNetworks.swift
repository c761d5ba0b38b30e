import Template

extension Examination {
    /// A function has private addresses only ("Enable internet access for VPC-connected Lambda functions" in the AWS Lambda
    /// developer guide): in a public subnet it reaches nothing outside. Where the network has a way out for private
    /// subnets, that is hardly meant.
    mutating func checkFunctionNetworks() {
        for (function, wiring) in cases(of: "AWS::Lambda::Function") {
            guard let given = wiring.member("SubnetIds", of: function.value("VpcConfig")),
                let subnets = wiring.targets(of: given, type: "AWS::EC2::Subnet"), let first = subnets.first,
                subnets.allSatisfy({ wiring.reachesInternet($0) == true }), let network = wiring.network(of: first),
                let gateway = wiring.privateWayOut(of: network)
            else { continue }
            report(
                "function-without-internet",
                "a function has no public address, and from \(first.logicalID) reaches nothing outside of \(network.logicalID)",
                severity: .warning, at: function, .key("VpcConfig"), .key("SubnetIds"),
                notes: [("the subnet", first), ("the way out of private subnets", gateway)],
                fix: "choose subnets whose route table leads to \(gateway.logicalID)")
        }
    }
}

extension Wiring {
    /// The NAT gateway to which a route of a network leads.
    fileprivate func privateWayOut(of network: WiredResource) -> WiredResource? {
        resources(of: "AWS::EC2::Route", with: network.stack).lazy.compactMap { route in
            guard exists(route) != false,
                let table = self.target(of: route.value("RouteTableId"), type: "AWS::EC2::RouteTable"),
                self.network(of: table) == network
            else { return nil }
            return self.target(of: route.value("NatGatewayId"), type: "AWS::EC2::NatGateway")
        }.first
    }
}

import Template

extension Examination {
    /// A route to a transit gateway wants an attachment of its own network, and waits for it: Amazon EC2 answers
    /// "InvalidTransitGatewayID.NotFound" before that ("Transit gateway VPC attachments" in the AWS Transit Gateway guide).
    mutating func checkTransitGateways() {
        for (route, wiring) in cases(of: "AWS::EC2::Route") {
            guard let gateway = route.value("TransitGatewayId"), !wiring.isAbsent(gateway),
                let table = wiring.target(of: route.value("RouteTableId"), type: "AWS::EC2::RouteTable"),
                let network = wiring.network(of: table)
            else { continue }
            let attachments = wiring.transitAttachments(of: network)
            if let own = attachments.first(where: { wiring.attaches($0, gateway, to: network) == true }) {
                guard !attachments.contains(where: { wiring.waits(route, for: $0) }) else { continue }
                reportDependency(
                    of: route, on: own,
                    "the route may be made before \(own.logicalID) attaches \(network.logicalID) to the transit gateway",
                    note: "it is attached here")
            } else if let target = wiring.target(of: gateway, type: "AWS::EC2::TransitGateway"),
                wiring.isWhole(around: route.stack), !wiring.isOpen(network), !wiring.isHandedOut(network),
                attachments.allSatisfy({ wiring.attaches($0, gateway, to: network) == false })
            {
                report(
                    "gateway-not-attached", "\(network.logicalID) is not attached to \(target.logicalID)", at: route,
                    .key("TransitGatewayId"), notes: [("the network", network), ("the transit gateway", target)],
                    fix: "attach it: AWS::EC2::TransitGatewayVpcAttachment, for which the route waits")
            }
        }
    }
}

extension Wiring {
    /// What attaches networks to transit gateways, for one that may be the network.
    fileprivate func transitAttachments(of network: WiredResource) -> [WiredResource] {
        ["AWS::EC2::TransitGatewayVpcAttachment", "AWS::EC2::TransitGatewayAttachment"].flatMap {
            users($0, of: network, by: "VpcId").filter { mayBe($0.value("VpcId"), network) }
        }
    }

    /// Whether an attachment is that of a gateway and a network; nil where nobody knows.
    fileprivate func attaches(_ attachment: WiredResource, _ gateway: WiredValue, to network: WiredResource) -> Bool? {
        guard let other = attachment.value("TransitGatewayId") else { return false }
        let type = "AWS::EC2::TransitGateway"
        guard let own = self.network(of: attachment) else { return nil }
        if own != network { return false }
        if identity(of: other, type: type) == identity(of: gateway, type: type) { return true }
        return target(of: other, type: type) != nil && target(of: gateway, type: type) != nil ? false : nil
    }
}

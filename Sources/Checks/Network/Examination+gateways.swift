import Template

extension Examination {
    /// A route waits until its internet gateway is attached to the network ("DependsOn attribute" in the CloudFormation
    /// template reference): nothing else says so, and which of both comes first is luck.
    mutating func checkRoutes() {
        for (route, wiring) in cases(of: "AWS::EC2::Route") {
            guard let gateway = wiring.target(of: route.value("GatewayId"), type: "AWS::EC2::InternetGateway"),
                let attachment = wiring.attachments(of: gateway).first, !wiring.waits(route, for: attachment)
            else { continue }
            reportDependency(
                of: route, on: attachment,
                "the route may be made before \(attachment.logicalID) attaches \(gateway.logicalID) to the network",
                note: "it is attached here")
        }
    }
}

extension Wiring {
    /// What attaches an internet gateway to networks.
    func attachments(of gateway: WiredResource) -> [WiredResource] {
        resources(of: "AWS::EC2::VPCGatewayAttachment", with: gateway.stack).filter {
            target(of: $0.value("InternetGatewayId"), type: gateway.resource.type) == gateway
        }
    }
}

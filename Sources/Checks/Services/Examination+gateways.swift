import Template

extension Examination {
    /// A route waits until its internet gateway is attached to the network ("DependsOn attribute" in the CloudFormation
    /// template reference): nothing else says so, and which of both comes first is luck.
    mutating func checkRoutes() {
        let attachments = resources(of: "AWS::EC2::VPCGatewayAttachment").compactMap { logicalID, attachment in
            target(of: attachment.properties["InternetGatewayId"], type: "AWS::EC2::InternetGateway").map {
                (gateway: $0.logicalID, attachment: logicalID)
            }
        }
        guard !attachments.isEmpty else { return }
        let graph = Template.DependencyGraph(of: template, references: references)
        for (logicalID, route) in resources(of: "AWS::EC2::Route") {
            guard let gateway = target(of: route.properties["GatewayId"], type: "AWS::EC2::InternetGateway"),
                let attachment = attachments.first(where: { $0.gateway == gateway.logicalID })?.attachment,
                !graph.waits(logicalID, for: attachment)
            else { continue }
            report(
                "missing-dependency",
                "the route may be made before \(attachment) attaches \(gateway.logicalID) to the network",
                severity: .warning, at: Template.Path(.resources, logicalID),
                notes: [note("it is attached here", at: Template.Path(.resources, attachment))].compactMap(\.self),
                fix: "let it depend on the attachment: dependsOn: [attachment]",
                fixOfFile: "add \"DependsOn\": \"\(attachment)\"")
        }
    }
}

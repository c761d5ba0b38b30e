import Template

extension Examination {
    /// What has a network interface in several zones is given subnets of different ones ("CreateVpcEndpoint" and
    /// "CreateTransitGatewayVpcAttachment" in the Amazon EC2 API reference, "CreateCluster" in that of
    /// Amazon EKS, "Set up network prerequisites" of RDS Proxy in the Amazon RDS user guide).
    mutating func checkSpread() {
        for spread in ZoneSpread.all {
            for (resource, wiring) in cases(of: spread.type) {
                guard wiring.text(resource.value("VpcEndpointType"), otherwise: "Interface") == "Interface",
                    let subnets = wiring.targets(of: wiring.value(spread.path, of: resource), type: "AWS::EC2::Subnet"),
                    // Of a single one the schemas and rules tell.
                    subnets.count > 1,
                    // A cluster on an Outpost stands in one zone.
                    wiring.isAbsent(resource.value("OutpostConfig"))
                else { continue }
                let pair = spread.isOneOfEach ? wiring.pairInOneZone(subnets) : nil
                guard pair != nil || !spread.isOneOfEach && wiring.areInOneZone(subnets) else { continue }
                report(
                    "subnets-of-one-zone",
                    pair.map { "\($0.0.logicalID) and \($0.1.logicalID) are in one availability zone" }
                        ?? "all of its subnets are in one availability zone",
                    at: resource, steps: spread.path.map(Template.Path.Step.key),
                    notes: [("a subnet", pair?.1 ?? subnets[0])],
                    fix: spread.isOneOfEach
                        ? "give it one subnet in each of its zones" : "add a subnet of another zone")
            }
        }
    }
}

/// Where a type has subnets that are in different zones.
private struct ZoneSpread {
    let type: String
    let path: [String]
    /// Whether there is no more than one subnet in each zone; otherwise there are two zones or more.
    let isOneOfEach: Bool

    static let all = [
        ZoneSpread(type: "AWS::EC2::VPCEndpoint", path: ["SubnetIds"], isOneOfEach: true),
        ZoneSpread(type: "AWS::EC2::TransitGatewayAttachment", path: ["SubnetIds"], isOneOfEach: true),
        ZoneSpread(type: "AWS::EC2::TransitGatewayVpcAttachment", path: ["SubnetIds"], isOneOfEach: true),
        ZoneSpread(type: "AWS::EKS::Cluster", path: ["ResourcesVpcConfig", "SubnetIds"], isOneOfEach: false),
        ZoneSpread(type: "AWS::RDS::DBProxy", path: ["VpcSubnetIds"], isOneOfEach: false),
        ZoneSpread(type: "AWS::DirectoryService::MicrosoftAD", path: ["VpcSettings", "SubnetIds"], isOneOfEach: false),
        ZoneSpread(type: "AWS::DirectoryService::SimpleAD", path: ["VpcSettings", "SubnetIds"], isOneOfEach: false),
        ZoneSpread(type: "AWS::DMS::ReplicationSubnetGroup", path: ["SubnetIds"], isOneOfEach: false),
        ZoneSpread(type: "AWS::MSK::Cluster", path: ["BrokerNodeGroupInfo", "ClientSubnets"], isOneOfEach: true),
    ]
}

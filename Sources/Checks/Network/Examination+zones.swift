import Template

extension Examination {
    /// What is to outlive a zone has subnets in two, and a disk is where its server is.
    mutating func checkZones() {
        checkBalancerZones()
        checkDatabaseZones()
        checkVolumeZones()
        checkSpread()
    }

    /// "Subnets for your load balancer" in the user guide for Application Load Balancers: two zones or more, and one
    /// subnet in each, which all load balancers want.
    private mutating func checkBalancerZones() {
        for (balancer, wiring) in cases(of: ["AWS::ElasticLoadBalancingV2::LoadBalancer", Self.classicBalancer]) {
            let isApplication =
                balancer.resource.type != Self.classicBalancer
                && wiring.text(balancer.value("Type"), otherwise: "application") == "application"
            guard let subnets = wiring.subnets(ofBalancer: balancer), !subnets.all.isEmpty else {
                if isApplication { checkOnlySubnet(of: balancer, wiring) }
                continue
            }
            if let pair = wiring.pairInOneZone(subnets.all) {
                report(
                    "load-balancer-zones",
                    pair.0 == pair.1
                        ? "\(pair.0.logicalID) is given twice"
                        : "\(pair.0.logicalID) and \(pair.1.logicalID) are in one availability zone",
                    at: balancer, .key(subnets.property), notes: [("the second subnet", pair.1)],
                    fix: "give a load balancer one subnet in each of its zones")
            } else if isApplication, subnets.all.count == 1, wiring.areInOneZone(subnets.all) {
                report(
                    "load-balancer-zones",
                    "the load balancer has one subnet, \(subnets.all[0].logicalID), and needs two zones", at: balancer,
                    .key(subnets.property), fix: "add a subnet of another zone")
            }
        }
    }

    /// The same of a single subnet that no template makes: it is enough only on an Outpost and in a Local Zone.
    private mutating func checkOnlySubnet(of balancer: WiredResource, _ wiring: Wiring) {
        for property in ["Subnets", "SubnetMappings"] {
            guard let elements = balancer.value(property).flatMap(wiring.elements), elements.count == 1 else {
                continue
            }
            report(
                "load-balancer-zones", "the load balancer has one subnet, and needs two zones", severity: .warning,
                at: balancer, .key(property), fix: "add a subnet of another zone")
        }
    }

    /// "Working with a DB instance in a VPC" in the Amazon RDS user guide, and the same of Amazon DocumentDB and Neptune.
    private mutating func checkDatabaseZones() {
        for (group, wiring) in cases(of: Self.databaseSubnetGroups) {
            guard let subnets = wiring.targets(of: group.value("SubnetIds"), type: "AWS::EC2::Subnet"),
                !subnets.isEmpty, wiring.areInOneZone(subnets)
            else { continue }
            report(
                "database-zones",
                subnets.count == 1
                    ? "the group has one subnet, \(subnets[0].logicalID), and needs two zones"
                    : "all subnets of the group are in one availability zone", at: group, .key("SubnetIds"),
                notes: subnets.prefix(1).map { ("its first subnet", $0) }, fix: "add a subnet of another zone")
        }
    }

    /// "Attach an Amazon EBS volume to an Amazon EC2 instance" in the Amazon EBS user guide.
    private mutating func checkVolumeZones() {
        for (attachment, wiring) in cases(of: "AWS::EC2::VolumeAttachment") {
            guard let volume = wiring.target(of: attachment.value("VolumeId"), type: "AWS::EC2::Volume"),
                let server = wiring.target(of: attachment.value("InstanceId"), type: "AWS::EC2::Instance"),
                let zone = wiring.zone(of: volume), let other = wiring.zone(of: server), zone.differs(from: other)
            else { continue }
            report(
                "zone-mismatch",
                "\(volume.logicalID) is in another availability zone than \(server.logicalID)", at: attachment,
                .key("VolumeId"), notes: [("the volume", volume), ("the server", server)],
                fix: "make the volume where the server is: AvailabilityZone of its subnet")
        }
    }

    static var classicBalancer: String { "AWS::ElasticLoadBalancing::LoadBalancer" }

    private static var databaseSubnetGroups: [String] {
        ["AWS::RDS::DBSubnetGroup", "AWS::DocDB::DBSubnetGroup", "AWS::Neptune::DBSubnetGroup"]
    }
}

extension Wiring {
    /// The subnets of a load balancer, by whichever property it has them; nil where one is not known.
    func subnets(ofBalancer balancer: WiredResource) -> (property: String, all: [WiredResource])? {
        if let mappings = balancer.value("SubnetMappings"), !isAbsent(mappings) {
            guard let elements = elements(of: mappings) else { return nil }
            let subnets = elements.compactMap { target(of: member("SubnetId", of: $0), type: "AWS::EC2::Subnet") }
            return subnets.count == elements.count ? ("SubnetMappings", subnets) : nil
        }
        return targets(of: balancer.value("Subnets"), type: "AWS::EC2::Subnet").map { ("Subnets", $0) }
    }
}

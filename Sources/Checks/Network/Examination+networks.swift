import Template

extension Examination {
    /// What belongs together is in one network ("Security groups for your VPC" in the Amazon VPC user guide).
    mutating func checkNetworks() {
        for (resource, wiring) in cases(of: NetworkPlace.typeNames) {
            guard let place = wiring.place(of: resource), let network = place.networks.first else { continue }
            if place.networks.count > 1 {
                report(
                    "networks-mixed",
                    "subnets are of \(network.logicalID) and of \(place.networks[1].logicalID)", at: resource,
                    steps: place.networkSteps, notes: place.networks.map { ("one network", $0) },
                    fix: "choose subnets of one network")
            }
            checkGroups(of: resource, place, in: network, wiring)
        }
        checkTargetNetworks()
        checkServerNetworks()
    }

    /// The groups of servers that a template describes are of the network in which a group of servers starts them.
    private mutating func checkServerNetworks() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            guard let networks = wiring.place(of: servers)?.networks, networks.count == 1,
                wiring.resources(of: "AWS::EC2::SecurityGroupVpcAssociation", with: servers.stack).isEmpty
            else { continue }
            let other = wiring.groups(ofServers: servers)?.first { group in
                wiring.network(of: group).map { $0 != networks[0] } ?? false
            }
            guard let other else { continue }
            report(
                "security-group-vpc",
                "its servers have \(other.logicalID), which is no group of \(networks[0].logicalID)",
                at: servers, .key("VPCZoneIdentifier"), notes: [("the group", other), ("the network", networks[0])],
                fix: "choose a group of \(networks[0].logicalID)")
        }
    }

    private mutating func checkGroups(
        of resource: WiredResource, _ place: NetworkPlace, in network: WiredResource, _ wiring: Wiring
    ) {
        // With one a group counts in other networks too.
        guard wiring.resources(of: "AWS::EC2::SecurityGroupVpcAssociation", with: resource.stack).isEmpty,
            place.networks.count == 1, let value = place.groups, let groups = wiring.placedElements(of: value)
        else { return }
        for (index, element) in groups {
            guard let group = wiring.target(of: element, type: "AWS::EC2::SecurityGroup") else { continue }
            let other = wiring.network(of: group)
            // Without a network of its own a group is in the default one, which no template makes.
            guard wiring.isAbsent(group.value("VpcId")) || other.map({ $0 != network }) == true else { continue }
            report(
                "security-group-vpc",
                "\(group.logicalID) is a group of \(other.map { wiring.words(for: $0, besides: network) } ?? "the default network"), and not of \(wiring.words(for: network, besides: other))",
                at: resource, steps: place.groupSteps + [.index(index)],
                notes: [("the group", group), ("the network", network)],
                fix: "choose a group of \(network.logicalID), or give the group this network's VpcId")
        }
    }

    /// "Target groups for your Application Load Balancers" in the Elastic Load Balancing user guide.
    private mutating func checkTargetNetworks() {
        for (group, wiring) in cases(of: "AWS::ElasticLoadBalancingV2::TargetGroup") {
            guard let network = wiring.network(of: group) else { continue }
            for listener in wiring.listeners(forwardingTo: group) {
                guard let balancer = wiring.balancer(of: listener), let other = wiring.place(of: balancer)?.networks,
                    other.count == 1, other[0] != network,
                    // Addresses may be those of a peer.
                    wiring.text(group.value("TargetType"), otherwise: "instance") != "ip"
                else { continue }
                report(
                    "networks-mixed",
                    "\(balancer.logicalID) is in \(other[0].logicalID), and its targets in \(network.logicalID)",
                    at: group, .key("VpcId"), notes: [("the load balancer", balancer)],
                    fix: "give the target group the network of the load balancer")
            }
        }
    }
}

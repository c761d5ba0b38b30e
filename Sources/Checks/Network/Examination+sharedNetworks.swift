import Diagnostics
import Template

extension Examination {
    /// What names each other is in one network.
    mutating func checkSharedNetworks() {
        for pair in NetworkPair.all { check(pair) }
        checkPeeredRoutes()
        checkRuleNetworks()
    }

    private mutating func check(_ pair: NetworkPair) {
        for (resource, wiring) in cases(of: pair.type) {
            guard let own = wiring.value(pair.own, of: resource).map(wiring.networks), own.count == 1 else { continue }
            for place in wiring.places(at: pair.other, of: resource) {
                guard pair.counts(place.value, of: resource, wiring),
                    let other = wiring.networks(place.value).first(where: { $0 != own[0] })
                else { continue }
                let name = wiring.target(of: place.value)?.resource.logicalID ?? pair.other
                report(
                    "networks-mixed",
                    "\(name) is in \(other.logicalID), and not in \(own[0].logicalID)",
                    severity: pair.severity, at: resource, steps: place.steps,
                    notes: [("one network", own[0]), ("the other one", other)],
                    fix: "choose what is in \(own[0].logicalID)")
            }
        }
    }

    /// "Update your route tables for a VPC peering connection" in the Amazon VPC peering guide.
    private mutating func checkPeeredRoutes() {
        for (route, wiring) in cases(of: "AWS::EC2::Route") {
            let peering = wiring.target(
                of: route.value("VpcPeeringConnectionId"), type: "AWS::EC2::VPCPeeringConnection")
            guard let peering,
                let network = wiring.target(of: route.value("RouteTableId"), type: "AWS::EC2::RouteTable")
                    .flatMap(wiring.network)
            else { continue }
            let ends = ["VpcId", "PeerVpcId"].compactMap { wiring.target(of: peering.value($0), type: "AWS::EC2::VPC") }
            guard ends.count == 2, !ends.contains(network) else { continue }
            report(
                "networks-mixed", "\(peering.logicalID) does not connect \(network.logicalID) to anything", at: route,
                .key("VpcPeeringConnectionId"), notes: [("the peering", peering), ("the network", network)],
                fix:
                    "choose a peering connection of \(network.logicalID), or a route table of a network that it connects"
            )
        }
    }

    /// "Security group rules" in the Amazon VPC user guide: a rule names groups of its own network, or of one that is
    /// connected to it.
    private mutating func checkRuleNetworks() {
        for direction in [SecurityGroupRule.Direction.ingress, .egress] {
            for (group, wiring) in cases(of: "AWS::EC2::SecurityGroup") {
                for (index, element) in wiring.placedElements(of: group.value(direction.property)) {
                    checkPeer(
                        of: wiring.rule(element, of: group, index, direction), at: group, for: group,
                        [.key(direction.property), .index(index), .key(direction.peer)], wiring)
                }
            }
            for (rule, wiring) in cases(of: direction.type) {
                guard let group = wiring.target(of: rule.value("GroupId"), type: "AWS::EC2::SecurityGroup") else {
                    continue
                }
                checkPeer(
                    of: wiring.rule(ofItsOwn: rule, direction), at: rule, for: group, [.key(direction.peer)], wiring)
            }
        }
    }

    private mutating func checkPeer(
        of rule: SecurityGroupRule, at resource: WiredResource, for group: WiredResource,
        _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        guard let peer = rule.peer, let own = wiring.network(of: group), let other = wiring.network(of: peer),
            own != other, !wiring.mayBeConnected(own), !wiring.mayBeConnected(other)
        else { return }
        report(
            "networks-mixed",
            "\(wiring.words(for: peer, besides: group)) is a group of \(wiring.words(for: other, besides: own)), and the rule is of one of \(wiring.words(for: own, besides: other))",
            at: resource, steps: steps, notes: [("the group", peer)],
            fix: "name a group of \(own.logicalID), or addresses")
    }
}

extension Wiring {
    /// Whether something may connect a network with others.
    fileprivate func mayBeConnected(_ network: WiredResource) -> Bool {
        isOpen(network) || isHandedOut(network)
            || ["VPCPeeringConnection", "TransitGatewayAttachment", "TransitGatewayVpcAttachment"].contains { type in
                !resources(of: "AWS::EC2::" + type, with: network.stack).isEmpty
            }
            || ["AWS::EC2::SecurityGroupVpcAssociation", "AWS::NetworkManager::VpcAttachment"].contains { type in
                !resources(of: type, with: network.stack).isEmpty
            }
    }
}

/// Two properties of a type whose values are in one network.
private struct NetworkPair {
    let type: String
    let own: [String]
    /// A path, through lists (`*`).
    let other: String
    /// Of target groups, whether those that take addresses count: such may be those of a peer.
    var takesAddresses = false
    /// A warning where AWS makes it, and it does not work.
    var severity = Diagnostic.Severity.error

    /// From "AssociateRouteTable", "ReplaceNetworkAclAssociation", "CreateRoute", "CreateVpcEndpoint" and
    /// "CreateTransitGatewayVpcAttachment" in the Amazon EC2 API reference, and "Register targets with your target group"
    /// in the Elastic Load Balancing user guide.
    static let all: [NetworkPair] =
        [
            NetworkPair(type: "AWS::EC2::SubnetRouteTableAssociation", own: ["RouteTableId"], other: "SubnetId"),
            NetworkPair(type: "AWS::EC2::SubnetNetworkAclAssociation", own: ["NetworkAclId"], other: "SubnetId"),
            NetworkPair(type: "AWS::EC2::VPCEndpoint", own: ["VpcId"], other: "SubnetIds"),
            NetworkPair(type: "AWS::EC2::VPCEndpoint", own: ["VpcId"], other: "RouteTableIds"),
            NetworkPair(type: "AWS::EC2::TransitGatewayAttachment", own: ["VpcId"], other: "SubnetIds"),
            NetworkPair(type: "AWS::EC2::TransitGatewayVpcAttachment", own: ["VpcId"], other: "SubnetIds"),
            NetworkPair(
                type: "AWS::ElasticLoadBalancingV2::TargetGroup", own: ["VpcId"], other: "Targets/*/Id"),
            NetworkPair(
                type: "AWS::AutoScaling::AutoScalingGroup", own: ["VPCZoneIdentifier"],
                other: "TargetGroupARNs/*"),
            NetworkPair(
                type: "AWS::ECS::Service", own: ["NetworkConfiguration", "AwsvpcConfiguration", "Subnets"],
                other: "LoadBalancers/*/TargetGroupArn", takesAddresses: true, severity: .warning),
        ]
        + ["NatGatewayId", "EgressOnlyInternetGatewayId", "NetworkInterfaceId", "InstanceId", "VpcEndpointId"].map {
            NetworkPair(type: "AWS::EC2::Route", own: ["RouteTableId"], other: $0)
        }

    func counts(_ value: WiredValue, of resource: WiredResource, _ wiring: Wiring) -> Bool {
        let groups = [resource, wiring.target(of: value)?.resource].compactMap(\.self).filter {
            $0.resource.type == "AWS::ElasticLoadBalancingV2::TargetGroup"
        }
        return takesAddresses
            || groups.allSatisfy { wiring.text($0.value("TargetType"), otherwise: "instance") == "instance" }
    }
}

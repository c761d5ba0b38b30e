import Template

extension Examination {
    /// What registers itself in a target group is what the group takes, and the group belongs to one load balancer
    /// ("Target groups for your Application Load Balancers" in the Elastic Load Balancing user guide).
    mutating func checkTargetGroups() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            for (index, value) in wiring.placedElements(of: servers.value("TargetGroupARNs")) {
                check(
                    wiring.targetGroup(value), takes: "instance", at: servers,
                    [.key("TargetGroupARNs"), .index(index)], wiring)
            }
        }
        for (targets, wiring) in cases(of: "AWS::ElasticLoadBalancingV2::TargetGroup") {
            for (index, value) in wiring.placedElements(of: targets.value("Targets")) {
                let target = wiring.target(of: wiring.member("Id", of: value))
                let isInstance = target?.resource.resource.type == "AWS::EC2::Instance" && target?.attribute == nil
                guard isInstance else { continue }
                check(targets, takes: "instance", at: targets, [.key("Targets"), .index(index)], wiring)
            }
            checkOwner(of: targets, wiring)
        }
    }

    /// - Parameter type: what is registered.
    mutating func check(
        _ targets: WiredResource?, takes type: String, at resource: WiredResource, _ steps: [Template.Path.Step],
        _ wiring: Wiring
    ) {
        guard let targets, let own = wiring.text(targets.value("TargetType"), otherwise: "instance"), own != type
        else { return }
        report(
            "target-type", "\(targets.logicalID) takes targets of type \(own), and these are of type \(type)",
            at: resource, steps: steps, notes: [("the target group", targets)],
            fix: "give the target group the TargetType \(type)")
    }

    private mutating func checkOwner(of targets: WiredResource, _ wiring: Wiring) {
        // A group of a gateway load balancer, or of one behind another, is no exception.
        var owners: [WiredResource] = []
        for listener in wiring.listeners(forwardingTo: targets) {
            guard let balancer = wiring.balancer(of: listener), !owners.contains(balancer),
                wiring.exists(listener) == true
            else { continue }
            owners.append(balancer)
        }
        guard owners.count > 1 else { return }
        report(
            "shared-target-group", "\(owners.map(\.logicalID).joined(separator: " and ")) forward to it",
            at: targets, notes: owners.map { ("a load balancer", $0) },
            fix: "give each load balancer target groups of its own")
    }
}

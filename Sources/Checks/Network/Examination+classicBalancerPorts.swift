import Template

extension Examination {
    /// The way from clients through a classic load balancer to servers is open ("Configure security groups for your Classic
    /// Load Balancer" in the Elastic Load Balancing user guide).
    mutating func checkClassicPorts() {
        for (balancer, wiring) in cases(of: Self.classicBalancer) {
            guard let groups = wiring.groups(balancer.value("SecurityGroups")), !groups.isEmpty else { continue }
            let ways = wiring.ways(through: balancer)
            for (index, way) in ways.enumerated() {
                guard let port = way.outside, !wiring.mayEnter(groups, port) else { continue }
                reportClosed(
                    "no security group of \(balancer.logicalID) lets \(port.words) in", port, from: nil, at: balancer,
                    [.key("Listeners"), .index(index), .key("LoadBalancerPort")], groups, wiring,
                    besides: ways.compactMap(\.outside))
            }
            for (index, value) in wiring.placedElements(of: balancer.value("Instances")) {
                guard let server = wiring.target(of: value, type: "AWS::EC2::Instance") else { continue }
                check(
                    wiring.groups(server.value("SecurityGroupIds")), from: groups, through: balancer, ways,
                    at: balancer,
                    [.key("Instances"), .index(index)], wiring)
            }
        }
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            for (index, value) in wiring.placedElements(of: servers.value("LoadBalancerNames")) {
                guard let balancer = wiring.target(of: value, type: Self.classicBalancer),
                    let groups = wiring.groups(balancer.value("SecurityGroups")), !groups.isEmpty
                else { continue }
                check(
                    wiring.groups(ofServers: servers), from: groups, through: balancer, wiring.ways(through: balancer),
                    at: servers, [.key("LoadBalancerNames"), .index(index)], wiring)
            }
        }
    }

    /// The groups of servers let in what a load balancer sends: requests, and health checks.
    private mutating func check(
        _ groups: [WiredResource]?, from sources: [WiredResource], through balancer: WiredResource,
        _ ways: [ClassicWay], at resource: WiredResource, _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        guard let groups, !groups.isEmpty else { return }
        for port in ways.compactMap(\.inside) where !wiring.mayEnter(groups, port, from: sources) {
            reportClosed(
                "no security group of the servers lets the load balancer in at \(port.words)", port, from: sources,
                at: resource, steps, groups, wiring, besides: ways.compactMap(\.inside))
        }
        // Where requests go, nobody needs to be told twice.
        guard let port = wiring.checkedPort(of: balancer), !ways.contains(where: { $0.inside == port }),
            !wiring.mayEnter(groups, port, from: sources)
        else { return }
        let isHere = ownStacks.contains(balancer.stack)
        reportClosed(
            "no security group of the servers lets health checks in at \(port.words)", port, from: sources,
            at: isHere ? balancer : resource, isHere ? [.key("HealthCheck"), .key("Target")] : steps, groups, wiring,
            besides: ways.compactMap(\.inside))
    }
}

/// The ports of a listener, outside and at the servers, as far as they are known.
private typealias ClassicWay = (outside: ClosedRange<Int>?, inside: ClosedRange<Int>?)

extension Wiring {
    fileprivate func ways(through balancer: WiredResource) -> [ClassicWay] {
        elements(of: balancer.value("Listeners")).map { listener in
            (port(member("LoadBalancerPort", of: listener)), port(member("InstancePort", of: listener)))
        }
    }

    /// The port in a target such as `HTTP:8080/health`.
    fileprivate func checkedPort(of balancer: WiredResource) -> ClosedRange<Int>? {
        let target = text(member("Target", of: balancer.value("HealthCheck")))
        let rest = target?.drop { $0 != ":" }.dropFirst().prefix(while: \.isNumber)
        return rest.flatMap { Int($0) }.map { $0...$0 }
    }
}

import Template

extension Examination {
    /// The way from clients through a load balancer to what answers is open ("Security groups for your Application Load
    /// Balancer" in the Elastic Load Balancing user guide).
    mutating func checkBalancerPorts() {
        for (listener, wiring) in cases(of: "AWS::ElasticLoadBalancingV2::Listener") {
            guard let balancer = wiring.balancer(of: listener), let port = wiring.port(listener.value("Port")),
                let groups = wiring.groups(balancer.value("SecurityGroups")), !groups.isEmpty,
                !wiring.mayEnter(groups, port, wiring.transports(of: listener))
            else { continue }
            reportClosed(
                "no security group of \(balancer.logicalID) lets \(port.words) in", port, from: nil, at: listener,
                [.key("Port")], groups, wiring, besides: wiring.otherPorts(of: balancer, than: listener))
        }
        checkServicePorts()
        checkGroupPorts()
        checkTargetPorts()
        checkClassicPorts()
    }

    /// Of containers that have addresses of their own.
    private mutating func checkServicePorts() {
        for (service, wiring) in cases(of: "AWS::ECS::Service") {
            let network = wiring.member("AwsvpcConfiguration", of: service.value("NetworkConfiguration"))
            let groups = wiring.groups(wiring.member("SecurityGroups", of: network))
            for (index, balancer) in wiring.placedElements(of: service.value("LoadBalancers")) {
                check(
                    wiring.targetGroup(wiring.member("TargetGroupArn", of: balancer)),
                    sendsTo: wiring.member("ContainerPort", of: balancer), of: groups, "the service", at: service,
                    [.key("LoadBalancers"), .index(index), .key("ContainerPort")], wiring)
            }
        }
    }

    private mutating func checkGroupPorts() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            let groups = wiring.groups(ofServers: servers)
            for (index, value) in wiring.placedElements(of: servers.value("TargetGroupARNs")) {
                let targets = wiring.targetGroup(value)
                check(
                    targets, sendsTo: targets?.value("Port"), of: groups, "the servers", at: servers,
                    [.key("TargetGroupARNs"), .index(index)], wiring)
            }
        }
    }

    private mutating func checkTargetPorts() {
        for (targets, wiring) in cases(of: "AWS::ElasticLoadBalancingV2::TargetGroup") {
            for (index, value) in wiring.placedElements(of: targets.value("Targets")) {
                let server = wiring.target(of: wiring.member("Id", of: value), type: "AWS::EC2::Instance")
                check(
                    targets, sendsTo: wiring.member("Port", of: value) ?? targets.value("Port"),
                    of: server.flatMap { wiring.groups($0.value("SecurityGroupIds")) },
                    server?.logicalID ?? "the server", at: targets, [.key("Targets"), .index(index)], wiring)
            }
        }
    }

    /// The groups of what is registered let in what a target group sends: requests, and health checks.
    private mutating func check(
        _ targets: WiredResource?, sendsTo port: WiredValue?, of groups: [WiredResource]?, _ owner: String,
        at resource: WiredResource, _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        guard let targets, let groups, !groups.isEmpty else { return }
        let sources = wiring.sources(of: targets)
        let traffic = wiring.port(port)
        if let port = traffic, !wiring.mayEnter(groups, port, wiring.transports(of: targets), from: sources) {
            reportClosed(
                "no security group of \(owner) lets the load balancer in at \(port.words)", port, from: sources,
                at: resource,
                steps, groups, wiring, besides: [wiring.port(targets.value("Port"))].compactMap(\.self))
        }
        checkWayOut(of: sources ?? [], to: groups, at: traffic, wiring)
        // Without a port of their own, checks go where requests go.
        guard wiring.text(targets.value("HealthCheckEnabled"), otherwise: "true") == "true",
            let port = wiring.port(targets.value("HealthCheckPort")), port != traffic,
            !wiring.mayEnter(groups, port, ["tcp"], from: sources)
        else { return }
        let isHere = ownStacks.contains(targets.stack)
        reportClosed(
            "no security group of \(owner) lets health checks in at \(port.words)", port, from: sources,
            at: isHere ? targets : resource, isHere ? [.key("HealthCheckPort")] : steps, groups, wiring,
            besides: [traffic].compactMap(\.self))
    }
}

extension Examination {
    /// The groups of a load balancer let out what it sends.
    private mutating func checkWayOut(
        of sources: [WiredResource], to groups: [WiredResource], at port: ClosedRange<Int>?, _ wiring: Wiring
    ) {
        guard let port, let source = sources.first, ownStacks.contains(source.stack),
            !sources.contains(where: { wiring.mayLeave($0, to: groups, at: port) })
        else { return }
        report(
            "closed-port", "the load balancer sends to \(port.words), and none of its rules lets that out",
            severity: .warning, at: source, .key("SecurityGroupEgress"), notes: groups.map { ("it is sent there", $0) },
            fix: "add a rule for \(port.words)")
    }
}

extension Wiring {
    /// Whether traffic to a port of others may leave a group, or nobody knows.
    fileprivate func mayLeave(_ source: WiredResource, to groups: [WiredResource], at port: ClosedRange<Int>) -> Bool {
        // Without rules in its list, all may leave.
        guard !isAbsent(source.value("SecurityGroupEgress")), let rules = rules(of: source, .egress) else {
            return true
        }
        return rules.contains { rule in
            rule.mayAllow(port, ["tcp", "udp"]) && (rule.peer.map(groups.contains) ?? true)
        }
    }

    /// The ports of a load balancer's other listeners.
    fileprivate func otherPorts(of balancer: WiredResource, than listener: WiredResource) -> [ClosedRange<Int>] {
        users(listener.resource.type, of: balancer, by: "LoadBalancerArn").filter { $0 != listener }
            .compactMap { port($0.value("Port")) }
    }

    func port(_ value: WiredValue?) -> ClosedRange<Int>? {
        number(value).flatMap { Int(exactly: $0) }.map { $0...$0 }
    }

    func targetGroup(_ value: WiredValue?) -> WiredResource? {
        target(of: value, type: "AWS::ElasticLoadBalancingV2::TargetGroup")
    }

    /// The launch template of a group of servers, where it has one.
    func launchTemplate(of servers: WiredResource) -> WiredResource? {
        let direct = servers.value("LaunchTemplate")
        let policy = member("LaunchTemplate", of: servers.value("MixedInstancesPolicy"))
        let used = isAbsent(direct) ? member("LaunchTemplateSpecification", of: policy) : direct
        return ["LaunchTemplateId", "LaunchTemplateName"].lazy.compactMap { key in
            target(of: member(key, of: used), type: "AWS::EC2::LaunchTemplate")
        }.first
    }

    /// The security groups that the servers of a group have; nil where one is not known.
    func groups(ofServers servers: WiredResource) -> [WiredResource]? {
        let type = "AWS::AutoScaling::LaunchConfiguration"
        if let launch = target(of: servers.value("LaunchConfigurationName"), type: type) {
            return groups(launch.value("SecurityGroups"))
        }
        let data = launchTemplate(of: servers)?.value("LaunchTemplateData")
        return groups(member("SecurityGroupIds", of: data))
    }

    /// What carries the protocol of a listener or target group.
    func transports(of resource: WiredResource) -> Set<String> {
        switch text(resource.value("Protocol")) {
        case "UDP", "QUIC": ["udp"]
        case "TCP", "TLS", "HTTP", "HTTPS": ["tcp"]
        default: ["tcp", "udp"]
        }
    }
}

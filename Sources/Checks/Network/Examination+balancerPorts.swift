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
                "no security group of \(balancer.logicalID) lets \(port.words) in", at: listener, [.key("Port")], groups
            )
        }
        checkServicePorts()
        checkGroupPorts()
        checkTargetPorts()
    }

    mutating func reportClosed(
        _ message: String, at resource: WiredResource, _ steps: [Template.Path.Step], _ groups: [WiredResource]
    ) {
        report(
            "closed-port", message, severity: .warning, at: resource, steps: steps,
            notes: groups.map { ("a security group", $0) }, fix: "open it in one of the security groups")
    }

    /// Of containers that have addresses of their own.
    private mutating func checkServicePorts() {
        for (service, wiring) in cases(of: "AWS::ECS::Service") {
            let network = wiring.member("AwsvpcConfiguration", of: service.value("NetworkConfiguration"))
            guard let groups = wiring.groups(wiring.member("SecurityGroups", of: network)), !groups.isEmpty else {
                continue
            }
            for (index, balancer) in (service.value("LoadBalancers").flatMap(wiring.elements) ?? []).enumerated() {
                guard let port = wiring.port(wiring.member("ContainerPort", of: balancer)),
                    let targets = wiring.targetGroup(wiring.member("TargetGroupArn", of: balancer)),
                    !wiring.mayEnter(groups, port, wiring.transports(of: targets), from: wiring.sources(of: targets))
                else { continue }
                reportClosed(
                    "no security group of the service lets the load balancer in at \(port.words)", at: service,
                    [.key("LoadBalancers"), .index(index), .key("ContainerPort")], groups)
            }
        }
    }

    private mutating func checkGroupPorts() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            let template = wiring.launchTemplate(of: servers)
            let data = template?.value("LaunchTemplateData")
            guard let groups = wiring.groups(wiring.member("SecurityGroupIds", of: data)), !groups.isEmpty else {
                continue
            }
            for (index, value) in (servers.value("TargetGroupARNs").flatMap(wiring.elements) ?? []).enumerated() {
                guard let targets = wiring.targetGroup(value), let port = wiring.port(targets.value("Port")),
                    !wiring.mayEnter(groups, port, wiring.transports(of: targets), from: wiring.sources(of: targets))
                else { continue }
                reportClosed(
                    "no security group of the servers lets the load balancer in at \(port.words)", at: servers,
                    [.key("TargetGroupARNs"), .index(index)], groups)
            }
        }
    }

    private mutating func checkTargetPorts() {
        for (targets, wiring) in cases(of: "AWS::ElasticLoadBalancingV2::TargetGroup") {
            for (index, value) in (targets.value("Targets").flatMap(wiring.elements) ?? []).enumerated() {
                let server = wiring.target(of: wiring.member("Id", of: value), type: "AWS::EC2::Instance")
                let own = wiring.member("Port", of: value) ?? targets.value("Port")
                guard let port = wiring.port(own),
                    let groups = server.flatMap({ wiring.groups($0.value("SecurityGroupIds")) }), !groups.isEmpty,
                    !wiring.mayEnter(groups, port, wiring.transports(of: targets), from: wiring.sources(of: targets))
                else { continue }
                reportClosed(
                    "no security group of \(server?.logicalID ?? "the server") lets the load balancer in at \(port.words)",
                    at: targets, [.key("Targets"), .index(index)], groups)
            }
        }
    }
}

extension Wiring {
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

    /// What carries the protocol of a listener or target group.
    func transports(of resource: WiredResource) -> Set<String> {
        switch text(resource.value("Protocol")) {
        case "UDP", "QUIC": ["udp"]
        case "TCP", "TLS", "HTTP", "HTTPS": ["tcp"]
        default: ["tcp", "udp"]
        }
    }
}

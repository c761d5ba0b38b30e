import Template

extension Examination {
    /// Listeners fit their load balancers and target groups, and each has a port of its own ("CreateListener",
    /// "CreateRule" and "CreateTargetGroup" in the Elastic Load Balancing API reference).
    mutating func checkListeners() {
        checkListenerProtocols()
        checkActions()
        checkForwards()
        checkListenerPorts()
        checkPriorities()
    }

    private mutating func checkListenerProtocols() {
        for (listener, wiring) in cases(of: "AWS::ElasticLoadBalancingV2::Listener") {
            guard let balancer = wiring.balancer(of: listener), let kind = wiring.kind(ofBalancer: balancer),
                let allowed = BalancerProtocols.ofListeners[kind],
                let name = wiring.text(listener.value("Protocol")), !allowed.contains(name)
            else { continue }
            report(
                "listener-protocol", "\(balancer.logicalID) is of type \(kind), which does not listen to \(name)",
                at: listener, .key("Protocol"), notes: [("the load balancer", balancer)],
                fix: allowed.isEmpty ? "leave it out" : "choose one of \(allowed.joined(separator: ", "))")
        }
    }

    /// "Listeners for your Network Load Balancers" in the Elastic Load Balancing user guide: they forward, and look at
    /// nothing that rules could tell apart.
    private mutating func checkActions() {
        for (listener, wiring) in cases(of: Wiring.listenerTypes) {
            guard let balancer = wiring.balancer(of: listener), let kind = wiring.kind(ofBalancer: balancer),
                ["network", "gateway"].contains(kind)
            else { continue }
            if listener.resource.type == Wiring.listenerTypes[1] {
                report(
                    "listener-action", "\(balancer.logicalID) is of type \(kind), whose listeners have no rules",
                    at: listener, .key("ListenerArn"), notes: [("the load balancer", balancer)],
                    fix: "forward in the DefaultActions of the listener")
                continue
            }
            for action in wiring.places(at: "DefaultActions/*", of: listener) {
                guard let type = wiring.text(wiring.member("Type", of: action.value)), type != "forward" else {
                    continue
                }
                report(
                    "listener-action", "\(balancer.logicalID) is of type \(kind), which only forwards", at: listener,
                    steps: action.steps + [.key("Type")], notes: [("the load balancer", balancer)],
                    fix: "write forward, or choose a load balancer of type application")
            }
        }
    }

    private mutating func checkForwards() {
        for (listener, wiring) in cases(of: Wiring.listenerTypes) {
            let isRule = listener.resource.type != Wiring.listenerTypes[0]
            let kind = wiring.balancer(of: listener).flatMap(wiring.kind)
            let owner = isRule ? wiring.listener(ofRule: listener) : listener
            let name = wiring.text(owner?.value("Protocol"))
            // One that cannot listen is told of as such.
            if let name, kind.flatMap({ BalancerProtocols.ofListeners[$0] })?.contains(name) == false { continue }
            for (value, steps) in wiring.forwards(of: listener) {
                guard let targets = wiring.targetGroup(value) else { continue }
                checkType(of: targets, behind: kind, at: listener, steps, wiring)
                guard let second = wiring.text(targets.value("Protocol")),
                    let allowed = name.flatMap({ BalancerProtocols.ofTargets[$0] })
                        ?? (kind == "application" || isRule ? ["HTTP", "HTTPS"] : nil),
                    !allowed.contains(second)
                else { continue }
                report(
                    "target-group-protocol",
                    "a listener of \(name ?? "HTTP") cannot forward to \(targets.logicalID), which is of \(second)",
                    at: listener, steps: steps, notes: [("the target group", targets)],
                    fix: "let the target group be of \(allowed.joined(separator: " or "))")
            }
        }
    }

    private mutating func checkType(
        of targets: WiredResource, behind kind: String?, at listener: WiredResource, _ steps: [Template.Path.Step],
        _ wiring: Wiring
    ) {
        let type = wiring.text(targets.value("TargetType"), otherwise: "instance")
        guard kind == "application" && type == "alb" || kind == "network" && type == "lambda" else { return }
        report(
            "target-type",
            "\(targets.logicalID) is of type \(type ?? ""), which no load balancer of type \(kind ?? "") serves",
            at: listener, steps: steps, notes: [("the target group", targets)],
            fix: "forward to a target group of another type")
    }

    private mutating func checkListenerPorts() {
        let type = "AWS::ElasticLoadBalancingV2::Listener"
        let balancers = grouped(type, by: "LoadBalancerArn", type: "AWS::ElasticLoadBalancingV2::LoadBalancer")
        for (listener, wiring) in cases(of: type) {
            guard let balancer = listener.value("LoadBalancerArn"), let port = wiring.port(listener.value("Port"))
            else { continue }
            let key = wiring.identity(of: balancer, type: "AWS::ElasticLoadBalancingV2::LoadBalancer")
            let name = wiring.text(listener.value("Protocol"))
            let other = balancers[key].prefix { $0 != listener }.first {
                wiring.port($0.value("Port")) == port && wiring.text($0.value("Protocol")) == name
                    && areMadeTogether($0, listener)
            }
            guard let other else { continue }
            report(
                "duplicate-listener", "\(wiring.words(for: other, besides: listener)) listens at \(port.words) already",
                at: listener,
                .key("Port"), notes: [("the other listener", other)],
                fix: "choose another port, or put both into one listener with rules")
        }
    }

    private mutating func checkPriorities() {
        let listeners = grouped(Wiring.listenerTypes[1], by: "ListenerArn", type: Wiring.listenerTypes[0])
        for (rule, wiring) in cases(of: Wiring.listenerTypes[1]) {
            guard let listener = rule.value("ListenerArn"), let priority = wiring.number(rule.value("Priority")) else {
                continue
            }
            let others = listeners[wiring.identity(of: listener, type: Wiring.listenerTypes[0])]
            let other = others.prefix { $0 != rule }.first {
                wiring.number($0.value("Priority")) == priority && areMadeTogether($0, rule)
            }
            guard let other else { continue }
            report(
                "duplicate-priority",
                "\(wiring.words(for: other, besides: rule)) has the priority \(priority.words) already", at: rule,
                .key("Priority"), notes: [("the other rule", other)], fix: "choose another number")
        }
    }
}

private enum BalancerProtocols {
    /// What load balancers of each type listen to.
    static let ofListeners: [String: [String]] = [
        "application": ["HTTP", "HTTPS"], "network": ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
        "gateway": [],
    ]

    /// What a listener forwards to.
    static let ofTargets: [String: [String]] = [
        "HTTP": ["HTTP", "HTTPS"], "HTTPS": ["HTTP", "HTTPS"], "TCP": ["TCP", "TCP_UDP"], "TLS": ["TCP", "TLS"],
        "UDP": ["UDP", "TCP_UDP"], "TCP_UDP": ["TCP_UDP"],
    ]
}

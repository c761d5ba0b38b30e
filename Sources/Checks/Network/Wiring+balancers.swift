import Template

extension Wiring {
    static var listenerTypes: [String] {
        ["AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule"]
    }

    /// The listeners, and their rules, that forward to a target group.
    func listeners(forwardingTo group: WiredResource) -> [WiredResource] {
        Self.listenerTypes.flatMap { type in
            users(type, of: group, by: "forwards") { wiring, listener in
                wiring.mayForwardAnywhere(listener) ? nil : wiring.forwards(of: listener).map(\.group)
            }
        }.filter { listener in
            forwards(of: listener).contains { target(of: $0.group, type: group.resource.type) == group }
        }
    }

    /// Whether a listener or rule has actions that are not known.
    private func mayForwardAnywhere(_ listener: WiredResource) -> Bool {
        guard let actions = possibleElements(of: listener.value(listener.actionsProperty)) else { return true }
        return actions.contains { action in
            possibleElements(of: member("TargetGroups", of: member("ForwardConfig", of: action))) == nil
        }
    }

    /// Where a listener or rule forwards to, as its actions say it, with the steps to each.
    func forwards(of listener: WiredResource) -> [(group: WiredValue, steps: [Template.Path.Step])] {
        let property = listener.actionsProperty
        var found: [(group: WiredValue, steps: [Template.Path.Step])] = []
        for (index, action) in placedPossibleElements(of: listener.value(property)) ?? [] {
            let steps: [Template.Path.Step] = [.key(property), .index(index)]
            if let group = member("TargetGroupArn", of: action) {
                found.append((group, steps + [.key("TargetGroupArn")]))
            }
            let groups = member("TargetGroups", of: member("ForwardConfig", of: action))
            for (index, weighted) in placedPossibleElements(of: groups) ?? [] {
                guard let group = member("TargetGroupArn", of: weighted) else { continue }
                found.append(
                    (
                        group,
                        steps + [.key("ForwardConfig"), .key("TargetGroups"), .index(index), .key("TargetGroupArn")]
                    ))
            }
        }
        return found
    }

    /// The load balancer of a listener, or of a rule's listener.
    func balancer(of listener: WiredResource) -> WiredResource? {
        if listener.resource.type == Self.listenerTypes[0] {
            return target(of: listener.value("LoadBalancerArn"), type: "AWS::ElasticLoadBalancingV2::LoadBalancer")
        }
        return self.listener(ofRule: listener).flatMap(balancer)
    }

    func listener(ofRule rule: WiredResource) -> WiredResource? {
        target(of: rule.value("ListenerArn"), type: Self.listenerTypes[0])
    }

    /// What kind a load balancer is; nil where that is not known.
    func kind(ofBalancer balancer: WiredResource) -> String? {
        text(balancer.value("Type"), otherwise: "application")
    }

    /// The security groups of what sends a target group its traffic; nil where that comes from anywhere.
    func sources(of group: WiredResource) -> [WiredResource]? {
        let balancers = listeners(forwardingTo: group).map(balancer)
        guard !balancers.isEmpty, !isHandedOut(group) else { return nil }
        var found: [WiredResource] = []
        for balancer in balancers {
            guard let balancer, let groups = groups(balancer.value("SecurityGroups")), !groups.isEmpty else {
                return nil
            }
            found += groups
        }
        return found
    }
}

extension WiredResource {
    /// The property of a listener, or of a rule, that says what it does.
    fileprivate var actionsProperty: String {
        resource.type == Wiring.listenerTypes[0] ? "DefaultActions" : "Actions"
    }
}

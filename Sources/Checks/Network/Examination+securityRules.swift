import Template

extension Examination {
    /// The rules of a security group are different ones ("AuthorizeSecurityGroupIngress" in the Amazon EC2 API
    /// reference), and what one group lets in, the other lets out.
    mutating func checkSecurityRules() {
        for direction in [SecurityGroupRule.Direction.ingress, .egress] {
            checkListedRules(direction)
            checkOwnRules(direction)
        }
        checkWayOut()
    }

    private mutating func checkListedRules(_ direction: SecurityGroupRule.Direction) {
        for (group, wiring) in cases(of: "AWS::EC2::SecurityGroup") {
            var rules: [SecurityGroupRule] = []
            for (index, element) in wiring.placedElements(of: group.value(direction.property)) {
                let rule = wiring.rule(element, of: group, index, direction)
                defer { rules.append(rule) }
                if rules.contains(where: { rule.isSame(as: $0) }) {
                    report(
                        "repeated-element", "the group has the same rule before", at: group,
                        .key(direction.property), .index(index), fix: "leave one of them out")
                }
                checkOrder(of: rule, at: group, [.key(direction.property), .index(index)])
            }
        }
    }

    private mutating func checkOwnRules(_ direction: SecurityGroupRule.Direction) {
        let groups = grouped(direction.type, by: "GroupId", type: "AWS::EC2::SecurityGroup")
        for (resource, wiring) in cases(of: direction.type) {
            let rule = wiring.rule(ofItsOwn: resource, direction)
            checkOrder(of: rule, at: resource)
            guard let id = resource.value("GroupId") else { continue }
            let others = groups[wiring.identity(of: id, type: "AWS::EC2::SecurityGroup")]
            let other = others.prefix { $0 != resource }.first {
                areMadeTogether($0, resource) && wiring.rule(ofItsOwn: $0, direction).isSame(as: rule)
            }
            let group = wiring.target(of: id, type: "AWS::EC2::SecurityGroup")
            let isListed = group?.value(direction.property).flatMap(wiring.elements)?.contains { element in
                group.map { wiring.rule(element, of: $0, nil, direction).isSame(as: rule) } ?? false
            }
            guard let owner = other ?? (isListed == true ? group : nil) else { continue }
            report(
                "repeated-element", "\(owner.logicalID) declares the same rule", at: resource,
                notes: [("here", owner)], fix: "leave one of them out")
        }
    }

    private mutating func checkOrder(
        of rule: SecurityGroupRule, at resource: WiredResource, _ steps: [Template.Path.Step] = []
    ) {
        guard rule.isReversed, let transport = rule.transport, ["tcp", "udp"].contains(transport) else { return }
        report(
            "port-order", "the range of ports ends before it begins", at: resource, steps: steps,
            fix: "let FromPort be at most ToPort")
    }

    /// "Security group rules" in the Amazon VPC user guide: what comes in at one group has left another.
    private mutating func checkWayOut() {
        for (source, wiring) in cases(of: "AWS::EC2::SecurityGroup") {
            // Without rules of its own, all may leave.
            guard !wiring.isAbsent(source.value("SecurityGroupEgress")), let out = wiring.rules(of: source, .egress)
            else { continue }
            for group in wiring.groups(thatMayLetIn: source) where group != source {
                let rule = (wiring.rules(of: group, .ingress) ?? []).first { rule in
                    guard rule.peer == source, let transport = rule.transport, let ports = rule.ports,
                        ["tcp", "udp"].contains(transport)
                    else { return false }
                    return !out.contains {
                        $0.mayAllow(ports, [transport]) && ($0.peer == nil || $0.peer == group)
                    }
                }
                guard let ports = rule?.ports else { continue }
                report(
                    "closed-port",
                    "\(group.logicalID) lets it in at \(ports.words), and none of its own rules lets that out",
                    severity: .warning, at: source, .key("SecurityGroupEgress"), notes: [("it is let in here", group)],
                    fix: "add a rule for \(ports.words)")
            }
        }
    }
}

extension Wiring {
    /// The security groups that may have a rule for what has another one, in the order of the templates.
    fileprivate func groups(thatMayLetIn source: WiredResource) -> [WiredResource] {
        let type = source.resource.type
        let direction = SecurityGroupRule.Direction.ingress
        var groups = users(type, of: source, by: "\(direction.property).\(direction.peer)") { wiring, group in
            wiring.possibleElements(of: group.value(direction.property))?.compactMap {
                wiring.member(direction.peer, of: $0)
            }
        }
        for rule in users(direction.type, of: source, by: direction.peer) {
            guard let group = target(of: rule.value("GroupId"), type: type) else {
                return resources(of: type, with: source.stack)
            }
            groups.append(group)
        }
        var seen: Set<Int> = []
        return groups.filter { seen.insert($0.number).inserted }.sorted { $0.number < $1.number }
    }
}

extension ClosedRange<Int> {
    /// Of ports.
    var words: String { count == 1 ? "port \(lowerBound)" : "ports \(lowerBound) to \(upperBound)" }
}

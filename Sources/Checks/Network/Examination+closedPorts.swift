import Template

extension Examination {
    /// Reports that groups let nobody in at a port: at the rule that evidently was to do that, or else at what needs it.
    ///
    /// - Parameters:
    ///   - sources: the groups of what has to come in; nil for anybody, and none for somebody else than who does.
    ///   - resource: what needs it, with where it says so.
    ///   - others: the ports that something else has: a rule for one of them is right.
    mutating func reportClosed(
        _ message: String, _ port: ClosedRange<Int>, from sources: [WiredResource]?, at resource: WiredResource,
        _ steps: [Template.Path.Step], _ groups: [WiredResource], _ wiring: Wiring,
        besides others: [ClosedRange<Int>] = []
    ) {
        guard let (rule, isOfPort) = wiring.rule(meantFor: port, from: sources, of: groups),
            ownStacks.contains(rule.owner.stack), isOfPort || !others.contains(where: { rule.mayAllow($0, ["tcp"]) })
        else {
            return report(
                "closed-port", message, severity: .warning, at: resource, steps: steps,
                notes: groups.map { ("a security group", $0) }, fix: "open it in one of the security groups")
        }
        let direction = SecurityGroupRule.Direction.ingress
        let words =
            isOfPort
            ? "lets in \(rule.peer.map(\.logicalID) ?? rule.addresses ?? "others") only"
            : "is for \(rule.ports?.words ?? "others")"
        report(
            "closed-port", "\(message), as \(resource.logicalID) needs: this rule \(words)", severity: .warning,
            at: rule.owner, steps: rule.index.map { [.key(direction.property), .index($0)] } ?? [],
            notes: [("it is needed here", resource)],
            fix: isOfPort ? "let in who has to connect" : "write \(port.words) in FromPort and ToPort")
    }
}

extension Wiring {
    /// The one rule of groups that is for the source and for another port, or for the port and another source.
    ///
    /// - Returns: whether it is for the port; nil where it is not evident which one was meant.
    fileprivate func rule(
        meantFor port: ClosedRange<Int>, from sources: [WiredResource]?, of groups: [WiredResource]
    ) -> (rule: SecurityGroupRule, isOfPort: Bool)? {
        var rules: [SecurityGroupRule] = []
        for group in groups {
            guard let own = self.rules(of: group, .ingress) else { return nil }
            rules += own
        }
        guard let sources else {
            // What is for somebody else may be right.
            guard rules.count == 1, rules[0].ports != nil, groups.allSatisfy({ owners(of: $0).count <= 1 }) else {
                return nil
            }
            return (rules[0], false)
        }
        let ofSource = rules.filter { $0.peer.map(sources.contains) == true }
        if let rule = ofSource.first { return ofSource.count == 1 && rule.ports != nil ? (rule, false) : nil }
        let ofPort = rules.filter { $0.transport == "tcp" && $0.ports == port }
        // What is for somebody else who connects may be right.
        guard ofPort.count == 1, ofPort[0].peer.map({ owners(of: $0).allSatisfy(isOfWeb) }) ?? true else { return nil }
        return (ofPort[0], true)
    }
}

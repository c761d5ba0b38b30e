import Template

/// A rule of a security group, as far as it is known.
struct SecurityGroupRule {
    enum Direction {
        case ingress, egress

        /// The property of a group that holds such rules.
        var property: String { self == .ingress ? "SecurityGroupIngress" : "SecurityGroupEgress" }
        /// The type of such a rule of its own.
        var type: String {
            self == .ingress ? "AWS::EC2::SecurityGroupIngress" : "AWS::EC2::SecurityGroupEgress"
        }
        /// The property that names a group at the other end.
        var peer: String { self == .ingress ? "SourceSecurityGroupId" : "DestinationSecurityGroupId" }
        /// The other properties that say what is at the other end.
        var otherPeers: [String] {
            self == .ingress
                ? ["CidrIp", "CidrIpv6", "SourcePrefixListId", "SourceSecurityGroupName"]
                : ["CidrIp", "CidrIpv6", "DestinationPrefixListId"]
        }
    }

    /// The group, or a rule of its own, that declares it.
    let owner: WiredResource
    /// Where it stands in the group's list; nil for a rule of its own.
    let index: Int?
    /// `tcp`, `udp`, a number, or `-1` for all; nil where that is not known.
    let transport: String?
    /// Nil where that is not known; for all protocols there are none.
    let ports: ClosedRange<Int>?
    /// Whether what is known of the ports is that they are in no order.
    let isReversed: Bool
    /// The security group at the other end, where it is one of the templates'.
    let peer: WiredResource?
    /// The block of IPv4 addresses at the other end, where it is written out.
    let addresses: String?
    /// What is at the other end, for comparing; nil where that is not known.
    let end: [WiredValue]?

    /// Whether it may let a port's traffic through.
    func mayAllow(_ port: ClosedRange<Int>, _ transports: Set<String>) -> Bool {
        guard let transport, transport != "-1" else { return true }
        return transports.contains(transport) && (isReversed || ports.map { $0.overlaps(port) } ?? true)
    }

    /// Whether another rule is certain to say the same.
    func isSame(as other: SecurityGroupRule) -> Bool {
        guard let transport, transport == other.transport, let end, end == other.end else { return false }
        return transport == "-1" || ports != nil && ports == other.ports
    }
}

extension Wiring {
    /// The rules that a security group may have, each branch of a condition among them; nil where others may be that
    /// nobody knows.
    func rules(of group: WiredResource, _ direction: SecurityGroupRule.Direction) -> [SecurityGroupRule]? {
        guard isWhole(around: group.stack), !isHandedOut(group),
            let own = placedPossibleElements(of: group.value(direction.property))
        else { return nil }
        let others = users(direction.type, of: group, by: "GroupId or GroupName") { _, rule in
            rule.value("GroupName") == nil ? [rule.value("GroupId")].compactMap(\.self) : nil
        }.filter {
            mayBe($0.value("GroupId"), group) || $0.value("GroupName") != nil
        }
        return own.map { rule($0.element, of: group, $0.index, direction) }
            + others.map { rule(ofItsOwn: $0, direction) }
    }

    /// A rule that is a resource.
    func rule(ofItsOwn rule: WiredResource, _ direction: SecurityGroupRule.Direction) -> SecurityGroupRule {
        self.rule(
            WiredValue(expression: .object(rule.resource.properties), stack: rule.stack), of: rule, nil, direction)
    }

    /// - Parameter index: where it stands in its group's list.
    func rule(
        _ value: WiredValue, of owner: WiredResource, _ index: Int?, _ direction: SecurityGroupRule.Direction
    ) -> SecurityGroupRule {
        let first = number(member("FromPort", of: value)).flatMap { Int(exactly: $0) }
        let last = number(member("ToPort", of: value)).flatMap { Int(exactly: $0) }
        let peer = member(direction.peer, of: value)
        let group = target(of: peer, type: "AWS::EC2::SecurityGroup")
        var ends = peer.map { [identity(of: $0, group)] } ?? []
        for key in direction.otherPeers {
            if let other = member(key, of: value) { ends.append(resolved(other)) }
        }
        // Where the value is not known as a whole, nor is the end.
        let isKnown = value.expression.object != nil
        return SecurityGroupRule(
            owner: owner, index: index, transport: transport(member("IpProtocol", of: value)),
            ports: first.flatMap { first in last.flatMap { first <= $0 ? first...$0 : nil } },
            isReversed: (first ?? 0) > (last ?? .max), peer: group,
            addresses: text(member("CidrIp", of: value)), end: isKnown ? ends : nil)
    }

    private func transport(_ value: WiredValue?) -> String? {
        guard let text = text(value)?.lowercased() else { return nil }
        return switch text {
        case "6": "tcp"
        case "17": "udp"
        case "all": "-1"
        default: text
        }
    }

    /// Whether traffic to a port may come into one of the groups, or nobody knows.
    ///
    /// - Parameters:
    ///   - sources: the groups of what sends it; nil for anybody.
    ///   - network: the blocks of its network; nil where they are not known.
    func mayEnter(
        _ groups: [WiredResource], _ port: ClosedRange<Int>, _ transports: Set<String> = ["tcp"],
        from sources: [WiredResource]? = nil, in network: [AddressBlock]? = nil
    ) -> Bool {
        groups.contains { group in
            guard let rules = rules(of: group, .ingress) else { return true }
            return rules.contains { rule in
                guard rule.mayAllow(port, transports) else { return false }
                if let sources, let peer = rule.peer { return sources.contains(peer) }
                // Addresses may be those of the sender.
                guard let network, let block = rule.addresses.flatMap(AddressBlock.init) else { return true }
                return network.contains { $0.overlaps(block) }
            }
        }
    }
}

import Template

extension PlannedResource {
    /// What passes by the rules of a security group, and the group that they are of, where that is another resource.
    var trafficGrants: (owner: String, grants: [Grant])? {
        switch type {
        case "AWS::EC2::SecurityGroup":
            let grants =
                rules("SecurityGroupIngress").map { $0.traffic("in") }
                + rules("SecurityGroupEgress").map { $0.traffic("out") }
            return (path.description, grants)
        case "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress":
            let direction = type.hasSuffix("Ingress") ? "in" : "out"
            let owner = (properties["GroupId"] ?? properties["GroupName"])?.planned ?? path.description
            return (owner.groupOfIdentifier, [Template.Expression.object(properties).traffic(direction)])
        default: return nil
        }
    }

    private func rules(_ key: String) -> [Template.Expression] { properties[key]?.list ?? [] }
}

extension Grant {
    /// What a group lets out that nobody gives a rule for it ("AWS::EC2::SecurityGroup" in the template reference).
    static let allOutward: [Grant] = [
        Template.Expression.object(["CidrIp": "0.0.0.0/0"]).traffic("out"),
        Template.Expression.object(["CidrIpv6": "::/0"]).traffic("out"),
    ]
}

extension Template.Expression {
    /// What a rule lets pass.
    fileprivate func traffic(_ direction: String) -> Grant {
        let protocols = ["-1": "all traffic", "6": "tcp", "17": "udp", "1": "icmp"]
        let name = self["IpProtocol"]?.planned ?? "-1"
        let first = self["FromPort"]?.planned
        let last = self["ToPort"]?.planned
        let ports = [first, first == last ? nil : last].compactMap(\.self).filter { $0 != "-1" }.joined(separator: "-")
        let peers = [
            "CidrIp", "CidrIpv6", "SourceSecurityGroupId", "SourceSecurityGroupName", "DestinationSecurityGroupId",
            "SourcePrefixListId", "DestinationPrefixListId",
        ].compactMap { self[$0]?.planned }
        let peer =
            peers.first.map { ["0.0.0.0/0", "::/0"].contains($0) ? "anybody (\($0))" : $0.groupOfIdentifier }
            ?? "nobody"
        let what = [direction, protocols[name] ?? name, ports].filter { !$0.isEmpty }.joined(separator: " ")
        let traffic = Traffic(
            isInward: direction == "in", name: name == "-1" ? nil : protocols[name] ?? name,
            ports: Self.ports(first, last), peer: peers.first?.groupOfIdentifier ?? "nobody")
        return Grant(
            effect: .allow, action: what, object: (direction == "in" ? "from " : "to ") + peer, subject: nil,
            condition: nil, traffic: traffic)
    }

    private static func ports(_ first: String?, _ last: String?) -> ClosedRange<Int>? {
        guard let first = first.flatMap(Int.init), let last = last.flatMap(Int.init), 0 <= first, first <= last else {
            return nil
        }
        return first...last
    }
}

extension String {
    /// A group, whether its own reference names it or its attribute.
    fileprivate var groupOfIdentifier: String { hasSuffix(".GroupId") ? String(dropLast(".GroupId".count)) : self }
}

import Plan
import Template

/// Finds what security groups and listeners let through.
struct TrafficFinder {
    private let graph: ResourceGraph
    private let folding: Folding
    /// The cards in a security group, by its position.
    private let members: [Int: [Int]]
    private let listeners: [Int: [Listener]]
    /// Whether what is at a position can be reached from the internet; nil where nobody knows.
    private let isReachable: (Int) -> Bool?
    /// A line each, by card.
    private(set) var remarks: [Int: [String]] = [:]

    private struct Listener {
        /// As in `HTTPS 443`.
        let label: String
        let port: String?
    }

    init(_ graph: ResourceGraph, _ folding: Folding, isReachable: @escaping (Int) -> Bool?) {
        self.graph = graph
        self.folding = folding
        self.isReachable = isReachable
        members = Self.members(graph, folding)
        listeners = Self.listeners(graph, folding)
    }

    private static func members(_ graph: ResourceGraph, _ folding: Folding) -> [Int: [Int]] {
        var members: [Int: [Int]] = [:]
        for group in graph.all("AWS::EC2::SecurityGroup") {
            for use in graph.users[group] where !graph[use.from].type.hasPrefix("AWS::EC2::SecurityGroup") {
                for card in folding.cards(servedBy: use.from) where members[group]?.contains(card) != true {
                    members[group, default: []].append(card)
                }
            }
        }
        return members
    }

    private static func listeners(_ graph: ResourceGraph, _ folding: Folding) -> [Int: [Listener]] {
        var listeners: [Int: [Listener]] = [:]
        for position in graph.all("AWS::ElasticLoadBalancingV2::Listener") {
            guard let balancer = folding.owners[position], balancer != position else { continue }
            let port = graph.text(position, "Port")
            let words = [graph.text(position, "Protocol"), port].compactMap(\.self).joined(separator: " ")
            listeners[balancer, default: []].append(Listener(label: words, port: port))
        }
        return listeners
    }

    mutating func find(_ list: inout ConnectionList) {
        for group in graph.all("AWS::EC2::SecurityGroup") {
            for rule in graph[group].properties["SecurityGroupIngress"]?.elements ?? [] {
                add(rule.value, into: group, by: group, isCertain: rule.isCertain, &list)
            }
        }
        for position in graph.all("AWS::EC2::SecurityGroupIngress") {
            let properties = Template.Expression.object(graph[position].properties)
            for key in ["GroupId", "GroupName"] {
                guard let group = graph.target(of: position, key) else { continue }
                add(properties, into: group, by: position, isCertain: graph[position].exists == .yes, &list)
            }
        }
        findTargets(&list)
        findOpenBalancers(&list)
        findWaysOut()
    }

    // MARK: - Security groups

    /// What may go anywhere.
    private mutating func findWaysOut() {
        var rules = graph.all("AWS::EC2::SecurityGroup").flatMap { group in
            (graph[group].properties["SecurityGroupEgress"]?.elements ?? []).map { (group, $0.value) }
        }
        for position in graph.all("AWS::EC2::SecurityGroupEgress") {
            guard let group = graph.target(of: position, "GroupId") else { continue }
            rules.append((group, .object(graph[position].properties)))
        }
        for (group, rule) in rules {
            let block = (rule["CidrIp"] ?? rule["CidrIpv6"])?.scalarText
            guard let block, ["0.0.0.0/0", "::/0"].contains(block) else { continue }
            for member in members[group] ?? [] {
                remarks[member, default: []].append("lets \(rule.traffic.label) out to anybody (\(block))")
            }
        }
    }

    private mutating func add(
        _ rule: Template.Expression, into group: Int, by source: Int, isCertain: Bool, _ list: inout ConnectionList
    ) {
        let traffic = rule.traffic
        let how = "\(graph[source].path) lets \(traffic.label) in"
        for target in members[group] ?? [] {
            for (end, words) in senders(of: rule, to: target) {
                guard let end else {
                    remarks[target, default: []].append("lets \(traffic.label) in from \(words)")
                    continue
                }
                list.add(
                    end, .resource(target),
                    Connection.Reason(
                        kind: .traffic, label: label(of: traffic, into: target), detail: how + " from \(words)",
                        isCertain: isCertain))
            }
        }
    }

    /// Who sends what a rule lets in, with its name; nil for whom the picture cannot show.
    private func senders(
        of rule: Template.Expression, to target: Int
    ) -> [(end: ConnectionList.End?, words: String)] {
        if let group = rule["SourceSecurityGroupId"] ?? rule["SourceSecurityGroupName"] {
            var found: [(end: ConnectionList.End?, words: String)] = []
            group.visitReferences { reference in
                guard let position = graph.position(reference.name) else {
                    if !reference.name.hasPrefix("AWS::") {
                        found.append((.outside(.unknown(reference.name, "a security group")), reference.name))
                    }
                    return
                }
                let members = self.members[position] ?? []
                // A group that nothing is in, or that somebody outside is given.
                if members.isEmpty { found.append((nil, "the group \(reference.name), in which nothing is")) }
                found += members.map { (.resource($0), graph[$0].path.description) }
            }
            return found.isEmpty ? [(.outside(.unknown(group.planned, "a security group")), group.planned)] : found
        }
        for key in ["CidrIp", "CidrIpv6"] {
            guard let block = rule[key] else { continue }
            return block.alternatives.map { sender($0.value, to: target) }
        }
        guard let list = rule["SourcePrefixListId"] else { return [(nil, "nobody knows where")] }
        return [(.outside(.unknown(list.planned, "a prefix list")), list.planned)]
    }

    private func sender(_ block: Template.Expression, to target: Int) -> (end: ConnectionList.End?, words: String) {
        guard let text = block.scalarText else {
            var isNetwork = false
            block.visitReferences { if graph.position($0.name) != nil { isNetwork = true } }
            return isNetwork
                ? (nil, "addresses of its network") : (.outside(.unknown(block.planned, "addresses")), block.planned)
        }
        guard ["0.0.0.0/0", "::/0"].contains(text) else {
            let isInner = graph.all("AWS::EC2::VPC").contains { network in
                guard let own = graph.text(network, "CidrBlock").flatMap(AddressBlock.init) else { return false }
                return AddressBlock(text)?.overlaps(own) == true
            }
            return isInner ? (nil, "\(text), addresses of its network") : (.outside(.addresses(text)), text)
        }
        // No route leads from there to what is not reachable.
        return isReachable(target) == false
            ? (nil, "anybody (\(text)), and no route leads there from the internet")
            : (.outside(.internet), "anybody (\(text))")
    }

    /// As the listener of a load balancer has it, where the rule lets exactly its port in.
    private func label(of traffic: Traffic, into target: Int) -> String {
        guard let listeners = listeners[target] else { return traffic.label }
        let labels = listeners.filter { $0.port == traffic.port }.map(\.label)
        return labels.first ?? traffic.label
    }

    // MARK: - Load balancers

    /// From load balancers to what their listeners forward to.
    private func findTargets(_ list: inout ConnectionList) {
        for group in graph.all("AWS::ElasticLoadBalancingV2::TargetGroup") {
            let words = [graph.text(group, "Protocol"), graph.text(group, "Port")].compactMap(\.self)
            let users = graph.users[group]
            let balancers = users.filter {
                graph[$0.from].type.hasPrefix("AWS::ElasticLoadBalancingV2::Listener")
            }
            let targets =
                users.filter { ["TargetGroupARNs", "LoadBalancers"].contains($0.property) }.map(\.from)
                + graph.uses[group].filter { $0.property == "Targets" }.map(\.to)
            for use in balancers {
                guard let balancer = folding.owners[use.from] else { continue }
                for target in targets.compactMap({ folding.owners[$0] }) where target != balancer {
                    list.add(
                        .resource(balancer), .resource(target),
                        Connection.Reason(
                            kind: .traffic, label: words.joined(separator: " "),
                            detail: "\(graph[use.from].path) forwards to \(graph[group].path)",
                            isCertain: use.isCertain && graph[use.from].exists == .yes))
                }
            }
        }
    }

    /// From the internet to load balancers that no security group guards.
    private func findOpenBalancers(_ list: inout ConnectionList) {
        for position in graph.all("AWS::ElasticLoadBalancingV2::LoadBalancer")
        where graph[position].properties["SecurityGroups"] == nil && isReachable(position) != false {
            for listener in listeners[position] ?? [] {
                list.add(
                    .outside(.internet), .resource(position),
                    Connection.Reason(
                        kind: .traffic, label: listener.label, detail: "listens on \(listener.label) for anybody",
                        isCertain: true))
            }
        }
    }
}

/// What a rule lets through.
struct Traffic {
    /// As in `TCP 3306`.
    let label: String
    /// Of a single one.
    let port: String?
}

extension Template.Expression {
    /// Of a rule of a security group.
    fileprivate var traffic: Traffic {
        let name = self["IpProtocol"]?.scalarText?.lowercased()
        let names = ["-1": "all traffic", "6": "TCP", "17": "UDP", "1": "ICMP"]
        guard let name else { return Traffic(label: "traffic of an unknown kind", port: nil) }
        let transport = names[name] ?? name.uppercased()
        guard name != "-1", let first = self["FromPort"]?.planned, let last = self["ToPort"]?.planned, first != "-1"
        else { return Traffic(label: transport, port: nil) }
        if first == last { return Traffic(label: "\(transport) \(first.excerpt(20))", port: first) }
        if first == "0", last == "65535" { return Traffic(label: "\(transport), all ports", port: nil) }
        return Traffic(label: "\(transport) \(first.excerpt(12))–\(last.excerpt(12))", port: nil)
    }
}

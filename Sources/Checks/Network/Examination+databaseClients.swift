import Template

extension Examination {
    /// Who connects to a database may enter it ("Controlling access with security groups" in the Amazon RDS user guide).
    ///
    /// - Parameter ports: at which it may answer.
    mutating func checkClients(
        of database: WiredResource, at ports: [Int], _ groups: [WiredResource], _ place: NetworkPlace,
        _ wiring: Wiring
    ) {
        let steps = place.groupSteps + (place.groups?.expression.list == nil ? [] : [.index(0)])
        let port = ports[0]...ports[0]
        if let (client, own) = wiring.excludedClient(of: database, at: ports, groups) {
            reportClosed(
                "\(client.logicalID) connects to \(database.logicalID), and no security group lets that in at \(port.words)",
                port, from: own, at: database, steps, groups, wiring)
        } else if wiring.isLeftToBalancers(groups, at: ports, of: database) {
            reportClosed(
                "the security groups let a load balancer in at \(port.words), and nobody who would connect",
                port,
                from: [], at: database, steps, groups, wiring)
        }
    }
}

extension Wiring {
    /// Something that is given the address of a database, and cannot enter it with the groups that it has.
    fileprivate func excludedClient(
        of database: WiredResource, at ports: [Int], _ groups: [WiredResource]
    ) -> (client: WiredResource, groups: [WiredResource])? {
        let types = [
            "AWS::Lambda::Function", "AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup", "AWS::ECS::Service",
            "AWS::RDS::DBProxy",
        ]
        for client in types.flatMap({ resources(of: $0, with: database.stack) }) where exists(client) != false {
            guard let own = self.groups(ofClient: client), !own.isEmpty, knowsAddress(of: database, client),
                !ports.contains(where: {
                    mayEnter(groups, $0...$0, from: own, in: blocks(around: client, and: database))
                })
            else { continue }
            return (client, own)
        }
        return nil
    }

    /// The blocks of the network that both are in, where these are known: within it, private addresses are used.
    private func blocks(around client: WiredResource, and database: WiredResource) -> [AddressBlock]? {
        guard let network = place(of: client)?.networks.first, place(of: database)?.networks == [network],
            !isHandedOut(network), !isOpen(network),
            users("AWS::EC2::VPCCidrBlock", of: network, by: "VpcId").isEmpty,
            let block = text(network.value("CidrBlock")).flatMap(AddressBlock.init)
        else { return nil }
        return [block]
    }

    private func groups(ofClient client: WiredResource) -> [WiredResource]? {
        if client.resource.type == "AWS::AutoScaling::AutoScalingGroup" { return groups(ofServers: client) }
        return place(of: client)?.groups.flatMap(groups)
    }

    /// Whether what runs in a client is given the address of a database, or a proxy stands before it.
    private func knowsAddress(of database: WiredResource, _ client: WiredResource) -> Bool {
        if client.resource.type == "AWS::RDS::DBProxy" { return stands(client, before: database) }
        let sources: [WiredResource?] =
            switch client.resource.type {
            case "AWS::ECS::Service": [task(of: client)]
            case "AWS::AutoScaling::AutoScalingGroup":
                [
                    launchTemplate(of: client),
                    target(
                        of: client.value("LaunchConfigurationName"), type: "AWS::AutoScaling::LaunchConfiguration"),
                ]
            default: [client]
            }
        // Whoever mounts a file system names it, and not the mount target.
        let files = target(of: database.value("FileSystemId"), type: "AWS::EFS::FileSystem")
        return sources.compactMap(\.self).contains { source in
            var isGiven = false
            Template.Expression.object(source.resource.properties).forEachUse(in: source.stack) { value in
                guard !isGiven, let target = self.target(of: value) else { return }
                if let files, target.resource == files {
                    isGiven = true
                } else if target.resource == database, let attribute = target.attribute?.lowercased() {
                    isGiven = attribute.contains("endpoint") && !attribute.hasSuffix("port")
                }
            }
            return isGiven
        }
    }

    private func stands(_ proxy: WiredResource, before database: WiredResource) -> Bool {
        resources(of: "AWS::RDS::DBProxyTargetGroup", with: proxy.stack).contains { targets in
            target(of: targets.value("DBProxyName"), type: proxy.resource.type) == proxy
                && ["DBInstanceIdentifiers", "DBClusterIdentifiers"].contains { key in
                    elements(of: targets.value(key)).contains { target(of: $0)?.resource == database }
                }
        }
    }

    /// Whether all groups that may enter are those of load balancers for the web, which no database is behind.
    fileprivate func isLeftToBalancers(
        _ groups: [WiredResource], at ports: [Int], of database: WiredResource
    ) -> Bool {
        var peers: [WiredResource] = []
        var numbers: Set<Int> = []
        for group in groups {
            guard let rules = rules(of: group, .ingress) else { return false }
            for rule in rules where ports.contains(where: { rule.mayAllow($0...$0, ["tcp"]) }) {
                guard let peer = rule.peer, !isOpen(peer), !isHandedOut(peer) else { return false }
                if numbers.insert(peer.number).inserted { peers.append(peer) }
            }
        }
        // To look at all that there is takes long, and mostly it is another group that may enter.
        guard balancersOfWeb(with: database).contains(where: { mayHave($0, numbers) }) else { return false }
        // Its own group, where nobody else has it, lets nobody in.
        let owners = peers.flatMap(owners).filter { $0 != database }
        return !owners.isEmpty && owners.allSatisfy(isOfWeb)
    }

    private func balancersOfWeb(with resource: WiredResource) -> [WiredResource] {
        ["AWS::ElasticLoadBalancingV2::LoadBalancer", Examination.classicBalancer].flatMap {
            resources(of: $0, with: resource.stack).filter(isOfWeb)
        }
    }

    /// Whether a load balancer may have one of the security groups, by their numbers.
    private func mayHave(_ balancer: WiredResource, _ groups: Set<Int>) -> Bool {
        uses(in: balancer.value("SecurityGroups"), of: "AWS::EC2::SecurityGroup").contains { use in
            target(of: use, type: "AWS::EC2::SecurityGroup").map { groups.contains($0.number) } ?? true
        }
    }

    func isOfWeb(_ resource: WiredResource) -> Bool {
        resource.resource.type == Examination.classicBalancer
            || resource.resource.type == "AWS::ElasticLoadBalancingV2::LoadBalancer"
                && kind(ofBalancer: resource) == "application"
    }

    /// The resources that have a security group, or are told of it.
    func owners(of group: WiredResource) -> [WiredResource] {
        let others = ["AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"]
        var found: [WiredResource] = []
        for (index, stack) in stacks.enumerated() where stack.root == stacks[group.stack].root {
            for user in stack.resources
            where !others.contains(user.resource.type) && stack.nested[user.logicalID] == nil {
                var isOwner = false
                Template.Expression.object(user.resource.properties).forEachUse(in: index) { value in
                    if !isOwner, target(of: value)?.resource == group { isOwner = true }
                }
                if isOwner { found.append(user) }
            }
        }
        return found
    }
}

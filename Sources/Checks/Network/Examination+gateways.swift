import Template

extension Examination {
    /// What needs an internet gateway waits until it is attached to the network, and to the right one: nothing else
    /// says so, and which of both comes first is luck.
    mutating func checkGateways() {
        checkRoutes()
        checkPropagations()
        checkAddressesOfInternet()
        checkPublicBalancers()
        checkPublicNetworkGateways()
        checkPublicDatabases()
        checkPublicSubnets()
    }

    /// "Internet gateways" in the Amazon VPC user guide: a public address is reached by a route to the gateway.
    private mutating func checkPublicSubnets() {
        for (subnet, wiring) in cases(of: "AWS::EC2::Subnet") {
            guard wiring.text(subnet.value("MapPublicIpOnLaunch")) == "true", wiring.reachesInternet(subnet) == false,
                let attachment = wiring.network(of: subnet).flatMap(wiring.internetAttachment)
            else { continue }
            report(
                "subnet-without-internet",
                "\(subnet.logicalID) gives public addresses, and no route of it leads to the internet gateway",
                severity: .warning, at: subnet, .key("MapPublicIpOnLaunch"),
                notes: [("the gateway is attached here", attachment)],
                fix: "add a route for 0.0.0.0/0 to its route table, or leave MapPublicIpOnLaunch out")
        }
    }

    /// Amazon RDS answers "Cannot create a publicly accessible DBInstance. The specified VPC has no internet gateway
    /// attached" ("Working with a DB instance in a VPC" in its user guide).
    private mutating func checkPublicDatabases() {
        for (database, wiring) in cases(of: "AWS::RDS::DBInstance") {
            guard wiring.text(database.value("PubliclyAccessible")) == "true",
                let network = wiring.place(of: database)?.networks.first, wiring.isWhole(around: database.stack),
                !wiring.isOpen(network), !wiring.isHandedDown(network),
                !wiring.users("AWS::EC2::VPCGatewayAttachment", of: network, by: "VpcId").contains(where: {
                    wiring.mayBe($0.value("VpcId"), network)
                })
            else { continue }
            report(
                "gateway-not-attached", "the database is public, and \(network.logicalID) has no internet gateway",
                at: database, .key("PubliclyAccessible"), notes: [("the network", network)],
                fix: "leave it out, or attach an internet gateway to \(network.logicalID)")
        }
    }

    /// "DependsOn attribute" in the CloudFormation template reference.
    private mutating func checkRoutes() {
        for (route, wiring) in cases(of: "AWS::EC2::Route") {
            guard let gateway = wiring.target(of: route.value("GatewayId")),
                ["AWS::EC2::InternetGateway", "AWS::EC2::VPNGateway"].contains(gateway.resource.resource.type)
            else { continue }
            let attachments = wiring.attachments(of: gateway.resource)
            let table = wiring.target(of: route.value("RouteTableId"), type: "AWS::EC2::RouteTable")
            if attachments.isEmpty {
                if !wiring.isOpen(gateway.resource), !wiring.isHandedDown(gateway.resource),
                    !wiring.mayBeAttached(gateway.resource)
                {
                    report(
                        "gateway-not-attached", "\(gateway.resource.logicalID) is attached to no network", at: route,
                        .key("GatewayId"), notes: [("the gateway", gateway.resource)],
                        fix: "attach it: AWS::EC2::VPCGatewayAttachment, for which the route waits")
                }
            } else if let network = table.flatMap(wiring.network),
                attachments.allSatisfy({ wiring.network(of: $0).map { $0 != network } ?? false })
            {
                report(
                    "gateway-not-attached",
                    "\(gateway.resource.logicalID) is attached to another network than \(network.logicalID)",
                    at: route, .key("GatewayId"), notes: attachments.map { ("it is attached here", $0) },
                    fix: "attach it to \(network.logicalID)")
            } else if !attachments.contains(where: { wiring.waits(route, for: $0) }) {
                reportDependency(
                    of: route, on: attachments[0],
                    "the route may be made before \(attachments[0].logicalID) attaches \(gateway.resource.logicalID) to the network",
                    note: "it is attached here")
            }
        }
    }

    /// "AWS::EC2::VPNGatewayRoutePropagation" in the CloudFormation template reference.
    private mutating func checkPropagations() {
        for (propagation, wiring) in cases(of: "AWS::EC2::VPNGatewayRoutePropagation") {
            guard let gateway = wiring.target(of: propagation.value("VpnGatewayId"), type: "AWS::EC2::VPNGateway"),
                let attachment = wiring.attachments(of: gateway).first, !wiring.waits(propagation, for: attachment)
            else { continue }
            reportDependency(
                of: propagation, on: attachment,
                "routes cannot be propagated before \(attachment.logicalID) attaches \(gateway.logicalID)",
                note: "it is attached here")
        }
    }

    /// "AWS::EC2::EIP" in the CloudFormation template reference.
    private mutating func checkAddressesOfInternet() {
        for (address, wiring) in cases(of: "AWS::EC2::EIP") {
            guard let attachment = wiring.networkThatUses(address).flatMap(wiring.internetAttachment),
                !wiring.waits(address, for: attachment)
            else { continue }
            reportDependency(
                of: address, on: attachment,
                "the address may be made before \(attachment.logicalID) attaches a gateway to its network",
                note: "it is attached here")
        }
    }

    /// Elastic Load Balancing answers "VPC has no internet gateway". One whose subnets lead to none is made, and nobody
    /// reaches it.
    private mutating func checkPublicBalancers() {
        for (balancer, wiring) in cases(of: ["AWS::ElasticLoadBalancingV2::LoadBalancer", Self.classicBalancer]) {
            guard wiring.text(balancer.value("Scheme"), otherwise: "internet-facing") == "internet-facing",
                wiring.text(balancer.value("Type"), otherwise: "application") != "gateway",
                let subnets = wiring.subnets(ofBalancer: balancer)
            else { continue }
            if let closed = subnets.all.first(where: { wiring.reachesInternet($0) == false }) {
                report(
                    "load-balancer-unreachable",
                    "the load balancer is for the internet, and no route of \(closed.logicalID) leads there",
                    severity: .warning, at: balancer, .key(subnets.property), notes: [("the subnet", closed)],
                    fix: "choose subnets with a route to an internet gateway, or the scheme internal")
            }
            guard let attachment = subnets.all.lazy.compactMap(wiring.network).first.flatMap(wiring.internetAttachment),
                !wiring.waits(balancer, for: attachment)
            else { continue }
            reportDependency(
                of: balancer, on: attachment,
                "the load balancer may be made before \(attachment.logicalID) attaches a gateway to its network",
                note: "it is attached here")
        }
    }

    /// "NAT gateway basics" in the Amazon VPC user guide.
    private mutating func checkPublicNetworkGateways() {
        for (gateway, wiring) in cases(of: "AWS::EC2::NatGateway") {
            guard wiring.text(gateway.value("ConnectivityType"), otherwise: "public") == "public",
                let subnet = wiring.target(of: gateway.value("SubnetId"), type: "AWS::EC2::Subnet")
            else { continue }
            if wiring.reachesInternet(subnet) == false {
                report(
                    "nat-without-internet", "no route of \(subnet.logicalID) leads to an internet gateway",
                    severity: .warning, at: gateway, .key("SubnetId"), notes: [("the subnet", subnet)],
                    fix: "put the NAT gateway into a subnet with a route to an internet gateway")
            }
            guard wiring.target(of: gateway.value("AllocationId"), type: "AWS::EC2::EIP") == nil,
                let attachment = wiring.network(of: subnet).flatMap(wiring.internetAttachment),
                !wiring.waits(gateway, for: attachment)
            else { continue }
            reportDependency(
                of: gateway, on: attachment,
                "the NAT gateway may be made before \(attachment.logicalID) attaches a gateway to its network",
                note: "it is attached here")
        }
    }
}

extension Wiring {
    /// What attaches a gateway to networks.
    fileprivate func attachments(of gateway: WiredResource) -> [WiredResource] {
        users("AWS::EC2::VPCGatewayAttachment", of: gateway, by: gateway.attachmentProperty).filter {
            target(of: $0.value(gateway.attachmentProperty), type: gateway.resource.type) == gateway
        }
    }

    /// Whether something may attach a gateway that is not known to.
    fileprivate func mayBeAttached(_ gateway: WiredResource) -> Bool {
        users("AWS::EC2::VPCGatewayAttachment", of: gateway, by: gateway.attachmentProperty).contains {
            mayBe($0.value(gateway.attachmentProperty), gateway)
        }
    }

    /// What attaches an internet gateway to a network, where that is one of the templates'.
    fileprivate func internetAttachment(to network: WiredResource) -> WiredResource? {
        users("AWS::EC2::VPCGatewayAttachment", of: network, by: "VpcId").first {
            !isAbsent($0.value("InternetGatewayId")) && self.network(of: $0) == network
        }
    }

    /// The network in which an Elastic IP address is used: by a server, or a NAT gateway.
    fileprivate func networkThatUses(_ address: WiredResource) -> WiredResource? {
        var users = [target(of: address.value("InstanceId"), type: "AWS::EC2::Instance")].compactMap(\.self)
        users += self.users("AWS::EC2::NatGateway", of: address, by: "AllocationId").filter {
            target(of: $0.value("AllocationId"), type: "AWS::EC2::EIP") == address
        }
        return users.lazy.compactMap { user in
            target(of: user.value("SubnetId"), type: "AWS::EC2::Subnet").flatMap(network)
        }.first
    }
}

extension WiredResource {
    /// The property of an attachment that names such a gateway.
    fileprivate var attachmentProperty: String {
        resource.type == "AWS::EC2::VPNGateway" ? "VpnGatewayId" : "InternetGatewayId"
    }
}

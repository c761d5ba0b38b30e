import Template

extension Examination {
    /// Networks, subnets and peers have the addresses that they may have.
    mutating func checkAddresses() {
        checkSizes()
        checkSubnets()
        checkPeers()
        checkClients()
        checkFixedAddresses()
    }

    /// "VPC CIDR blocks" and "Subnet CIDR blocks" in the Amazon VPC user guide.
    private mutating func checkSizes() {
        for (resource, wiring) in cases(of: ["AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::VPCCidrBlock"]) {
            checkSize("CidrBlock", of: resource, among: 16...28, "a network or subnet", wiring)
        }
    }

    private mutating func checkSize(
        _ property: String, of resource: WiredResource, among allowed: ClosedRange<Int>, _ owner: String,
        _ wiring: Wiring
    ) {
        guard let text = wiring.text(resource.value(property)), let length = AddressBlock(text)?.length,
            !allowed.contains(length)
        else { return }
        report(
            "cidr-size",
            "\(text) has \(length < allowed.lowerBound ? "more" : "fewer") addresses than \(owner) may have",
            at: resource,
            .key(property), fix: "choose a block between /\(allowed.lowerBound) and /\(allowed.upperBound)")
    }

    /// "VPC peering limitations" in the Amazon VPC peering guide.
    private mutating func checkPeers() {
        for (peering, wiring) in cases(of: "AWS::EC2::VPCPeeringConnection") {
            guard let own = wiring.target(of: peering.value("VpcId"), type: "AWS::EC2::VPC"),
                let peer = wiring.target(of: peering.value("PeerVpcId"), type: "AWS::EC2::VPC"),
                let (text, other) = wiring.overlap(wiring.addresses(of: own), wiring.addresses(of: peer))
            else { continue }
            report(
                "overlapping-addresses", "the addresses of \(own.logicalID), \(text), overlap the peer's, \(other)",
                at: peering, .key("PeerVpcId"), notes: [("the peer", peer)],
                fix: "give the two networks different addresses")
        }
    }

    /// "Rules and best practices for using AWS Client VPN" in the AWS Client VPN administrator guide.
    private mutating func checkClients() {
        for (endpoint, wiring) in cases(of: "AWS::EC2::ClientVpnEndpoint") {
            checkSize("ClientCidrBlock", of: endpoint, among: 12...22, "clients", wiring)
            guard let network = wiring.target(of: endpoint.value("VpcId"), type: "AWS::EC2::VPC"),
                let clients = wiring.text(endpoint.value("ClientCidrBlock")),
                let (own, other) = wiring.overlap([clients], wiring.addresses(of: network))
            else { continue }
            report(
                "overlapping-addresses",
                "the addresses of clients, \(own), overlap those of \(network.logicalID), \(other)", at: endpoint,
                .key("ClientCidrBlock"), notes: [("the network is declared here", network)],
                fix: "choose a block outside of the network")
        }
    }

    /// "Subnet CIDR blocks" in the Amazon VPC user guide.
    private mutating func checkSubnets() {
        let networks = grouped("AWS::EC2::Subnet", by: "VpcId", type: "AWS::EC2::VPC")
        for (subnet, wiring) in cases(of: "AWS::EC2::Subnet") {
            guard let value = subnet.value("CidrBlock"), let id = subnet.value("VpcId") else { continue }
            // The one that stands behind is told of.
            let others = networks[wiring.identity(of: id, type: "AWS::EC2::VPC")]
            guard let text = wiring.text(value), let block = AddressBlock(text) else {
                checkRepeatedBlock(value, of: subnet, among: others, wiring)
                continue
            }
            if let network = wiring.network(of: subnet) { check(block, text, of: subnet, in: network, wiring) }
            let other = others.prefix { $0 != subnet }.first { other in
                wiring.text(other.value("CidrBlock")).flatMap(AddressBlock.init)?.overlaps(block) == true
                    // Of those that exclude each other only one is made.
                    && areMadeTogether(subnet, other)
            }
            if let other {
                report(
                    "overlapping-addresses",
                    "\(text) overlaps the addresses of \(wiring.words(for: other, besides: subnet))", at: subnet,
                    .key("CidrBlock"), notes: [("the other one", other)],
                    fix: "choose a block that no other subnet has")
            }
        }
    }

    /// What is written in the same way, such as the same element of `Fn::Cidr`, comes to the same addresses.
    private mutating func checkRepeatedBlock(
        _ value: WiredValue, of subnet: WiredResource, among others: some Sequence<WiredResource>, _ wiring: Wiring
    ) {
        let block = wiring.resolved(value)
        guard block.expression.isComputed else { return }
        let other = others.prefix { $0 != subnet }.first { other in
            other.value("CidrBlock").map(wiring.resolved) == block && areMadeTogether(subnet, other)
        }
        guard let other else { return }
        report(
            "overlapping-addresses", "\(wiring.words(for: other, besides: subnet)) has the same addresses", at: subnet,
            .key("CidrBlock"),
            notes: [("the other one", other)], fix: "choose a block that no other subnet has")
    }

    private mutating func check(
        _ block: AddressBlock, _ text: String, of subnet: WiredResource, in network: WiredResource, _ wiring: Wiring
    ) {
        guard let around = wiring.text(network.value("CidrBlock")), let whole = AddressBlock(around),
            !whole.contains(block), !wiring.mayHaveMoreAddresses(network)
        else { return }
        report(
            "addresses-outside-network", "\(text) is not in \(around), the addresses of \(network.logicalID)",
            at: subnet, .key("CidrBlock"), notes: [("the network is declared here", network)],
            fix: "choose a block in \(around)")
    }
}

extension Template.Expression {
    /// Whether it is the value of a parameter or attribute, or an element of a list.
    fileprivate var isComputed: Bool {
        switch self {
        case .ref(let name): name != "AWS::NoValue"
        case .getAtt, .call(.select, _): true
        default: false
        }
    }
}

extension Wiring {
    /// The blocks that a network has, as far as they are known.
    fileprivate func addresses(of network: WiredResource) -> [String] {
        let more = users("AWS::EC2::VPCCidrBlock", of: network, by: "VpcId").filter {
            self.network(of: $0) == network && exists($0, with: network)
        }
        return ([network] + more).compactMap { text($0.value("CidrBlock")) }
    }

    /// The first two blocks that have addresses in common.
    fileprivate func overlap(_ blocks: [String], _ others: [String]) -> (String, String)? {
        for block in blocks {
            let other = others.first { other in
                AddressBlock(block).flatMap { own in AddressBlock(other).map(own.overlaps) } ?? false
            }
            if let other { return (block, other) }
        }
        return nil
    }

    /// Whether a network may have addresses besides those of its `CidrBlock`.
    fileprivate func mayHaveMoreAddresses(_ network: WiredResource) -> Bool {
        isOpen(network) || isHandedDown(network)
            || users("AWS::EC2::VPCCidrBlock", of: network, by: "VpcId", orFromOutside: true).contains { block in
                let target = target(of: block.value("VpcId"), type: "AWS::EC2::VPC")
                return target == nil || target == network
            }
    }
}

import Template

extension Examination {
    /// Subnets lie in their network, and beside one another ("Subnet CIDR blocks" in the Amazon VPC user guide).
    mutating func checkAddresses() {
        for (subnet, wiring) in cases(of: "AWS::EC2::Subnet") {
            guard let text = wiring.text(subnet.value("CidrBlock")), let block = AddressBlock(text),
                let network = wiring.target(of: subnet.value("VpcId"), type: "AWS::EC2::VPC")
            else { continue }
            if let around = wiring.text(network.value("CidrBlock")), let whole = AddressBlock(around),
                !whole.contains(block), !wiring.mayHaveMoreAddresses(network)
            {
                report(
                    "addresses-outside-network", "\(text) is not in \(around), the addresses of \(network.logicalID)",
                    at: subnet, .key("CidrBlock"), notes: [("the network is declared here", network)],
                    fix: "choose a block in \(around)")
            }
            // The one that stands behind is told of.
            let others = wiring.resources(of: "AWS::EC2::Subnet", with: subnet.stack).prefix { $0 != subnet }
            let other = others.first { other in
                wiring.text(other.value("CidrBlock")).flatMap(AddressBlock.init)?.overlaps(block) == true
                    && wiring.target(of: other.value("VpcId"), type: "AWS::EC2::VPC") == network
                    // Of those that exclude each other only one is made.
                    && (wiring.exists(other, with: subnet) || wiring.exists(subnet, with: other))
            }
            if let other {
                report(
                    "overlapping-addresses", "\(text) overlaps the addresses of \(other.logicalID)", at: subnet,
                    .key("CidrBlock"), notes: [("the other one", other)],
                    fix: "choose a block that no other subnet has")
            }
        }
    }
}

extension Wiring {
    /// Whether a network may have addresses besides those of its `CidrBlock`.
    fileprivate func mayHaveMoreAddresses(_ network: WiredResource) -> Bool {
        !isWhole(around: network.stack)
            || resources(of: "AWS::EC2::VPCCidrBlock", with: network.stack).contains { block in
                let target = target(of: block.value("VpcId"), type: "AWS::EC2::VPC")
                return target == nil || target == network
            }
    }
}

import Template

extension Examination {
    /// A fixed address is one of its subnet's, and nobody else's ("Subnet CIDR blocks" in the Amazon VPC user guide).
    mutating func checkFixedAddresses() {
        for (type, property) in FixedAddress.properties {
            for (resource, wiring) in cases(of: type) {
                guard let text = wiring.text(resource.value(property)), let address = AddressBlock(text + "/32"),
                    let subnet = wiring.target(of: resource.value("SubnetId"), type: "AWS::EC2::Subnet")
                else { continue }
                if let around = wiring.text(subnet.value("CidrBlock")), let block = AddressBlock(around),
                    !block.contains(address)
                {
                    report(
                        "addresses-outside-network",
                        "\(text) is not in \(around), the addresses of \(subnet.logicalID)", at: resource,
                        .key(property), notes: [("the subnet", subnet)], fix: "choose an address in \(around)")
                }
                let other = wiring.owners(of: text, in: subnet).prefix { $0 != resource }.first {
                    areMadeTogether($0, resource)
                }
                guard let other else { continue }
                report(
                    "overlapping-addresses", "\(other.logicalID) has \(text) already", at: resource, .key(property),
                    notes: [("the other one", other)], fix: "choose another address, or let AWS choose one")
            }
        }
    }
}

private enum FixedAddress {
    /// By type, the property that says it.
    static let properties = [
        ("AWS::EC2::Instance", "PrivateIpAddress"), ("AWS::EC2::NetworkInterface", "PrivateIpAddress"),
        ("AWS::EC2::NatGateway", "PrivateIpAddress"), ("AWS::EFS::MountTarget", "IpAddress"),
    ]
}

extension Wiring {
    /// What has a fixed address in a subnet.
    fileprivate func owners(of address: String, in subnet: WiredResource) -> [WiredResource] {
        FixedAddress.properties.flatMap { type, property in
            resources(of: type, with: subnet.stack).filter {
                text($0.value(property)) == address
                    && target(of: $0.value("SubnetId"), type: "AWS::EC2::Subnet") == subnet
            }
        }
    }
}

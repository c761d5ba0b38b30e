import Template

extension Examination {
    /// By type, the property that says one.
    private static let fixedAddresses = [
        ("AWS::EC2::Instance", "PrivateIpAddress"), ("AWS::EC2::NetworkInterface", "PrivateIpAddress"),
        ("AWS::EC2::NatGateway", "PrivateIpAddress"), ("AWS::EFS::MountTarget", "IpAddress"),
    ]

    /// A fixed address is one of its subnet's, and nobody else's ("Subnet CIDR blocks" in the Amazon VPC user guide).
    mutating func checkFixedAddresses() {
        for (type, property) in Self.fixedAddresses {
            let fixed = cases(of: type).filter { $0.resource.value(property) != nil }
            if fixed.isEmpty { continue }
            let owners = Self.fixedAddresses.map { other, property in
                (property, grouped(other, by: "SubnetId", type: "AWS::EC2::Subnet", for: type))
            }
            for (resource, wiring) in fixed {
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
                let place = WiredValue(expression: .ref(subnet.logicalID), stack: subnet.stack)
                let others = owners.flatMap { property, bySubnet in
                    bySubnet[place].filter { wiring.text($0.value(property)) == text }
                }
                let other = others.prefix { $0 != resource }.first { areMadeTogether($0, resource) }
                guard let other else { continue }
                report(
                    "overlapping-addresses", "\(wiring.words(for: other, besides: resource)) has \(text) already",
                    at: resource, .key(property),
                    notes: [("the other one", other)], fix: "choose another address, or let AWS choose one")
            }
        }
    }
}

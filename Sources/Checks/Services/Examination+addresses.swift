import Template

extension Examination {
    /// Subnets lie in their network, and beside one another ("Subnet CIDR blocks" in the Amazon VPC user guide).
    mutating func checkAddresses() {
        var subnets: [String: [(logicalID: String, block: AddressBlock)]] = [:]
        for (logicalID, subnet) in resources(of: "AWS::EC2::Subnet") {
            guard let text = subnet.text("CidrBlock"), let block = AddressBlock(text),
                let network = target(of: subnet.properties["VpcId"], type: "AWS::EC2::VPC")
            else { continue }
            let place = Template.Path(.resources, logicalID).appending("Properties").appending("CidrBlock")
            // Others may be associated with the network.
            let hasOthers = resources(of: "AWS::EC2::VPCCidrBlock").contains {
                target(of: $0.resource.properties["VpcId"], type: "AWS::EC2::VPC")?.logicalID == network.logicalID
            }
            if let around = network.resource.text("CidrBlock"), let whole = AddressBlock(around),
                !whole.contains(block),
                !hasOthers
            {
                report(
                    "addresses-outside-network", "\(text) is not in \(around), the addresses of \(network.logicalID)",
                    at: place, fix: "choose a block in \(around)")
            }
            if let other = subnets[network.logicalID]?.first(where: { $0.block.overlaps(block) }) {
                report(
                    "overlapping-addresses", "\(text) overlaps the addresses of \(other.logicalID)", at: place,
                    notes: [note("the other one", at: Template.Path(.resources, other.logicalID))].compactMap(\.self),
                    fix: "choose a block that no other subnet has")
            }
            // Of those that exclude each other only one is made.
            if subnet.condition == nil { subnets[network.logicalID, default: []].append((logicalID, block)) }
        }
    }
}

/// How a network's addresses are divided among its tiers and zones.
///
/// Every tier has room for as many zones as a network may ever have, so a zone that is added later moves no subnet.
struct AddressPlan: Sendable {
    /// The most zones that any region's network is laid out over.
    static let maximumZones = 4

    let network: CIDRBlock
    let zones: Int
    let subnetPrefixLength: Int

    /// - Throws: ``PlanError`` when the ranges do not fit.
    init(network: String, zones: Int, subnetPrefixLength: Int) throws(PlanError) {
        guard let block = CIDRBlock(network) else {
            throw PlanError(
                "\"\(network)\" is no IPv4 range with its first address, such as 10.0.0.0/16",
                fix: "write the first address and the prefix length: 10.0.0.0/16")
        }
        // "VPC CIDR blocks" and "Subnet CIDR blocks" in the Amazon VPC user guide.
        guard (16...28).contains(block.prefixLength) else {
            throw PlanError(
                "\(block) has a prefix length of \(block.prefixLength); a VPC's is between 16 and 28",
                fix: "choose a range between /16 and /28")
        }
        guard (1...Self.maximumZones).contains(zones) else {
            throw PlanError(
                "\(zones) zones are asked for; 1 to \(Self.maximumZones) are possible", fix: "choose 2 or 3 zones")
        }
        guard (block.prefixLength...28).contains(subnetPrefixLength) else {
            throw PlanError(
                "a subnet of /\(subnetPrefixLength) does not fit; /\(block.prefixLength) to /28 are possible",
                fix: "choose a longer prefix for the subnets, such as /24")
        }
        let tiers = Network.TierKind.allCases.count
        let last = (tiers - 1) * Self.maximumZones + zones - 1
        guard block.subnet(prefixLength: subnetPrefixLength, index: last) != nil else {
            // Three tiers of four zones are at most twelve parts: four bits.
            let enough = block.prefixLength + 4
            throw PlanError(
                "\(block) has no room for \(tiers) tiers over \(zones) zones of /\(subnetPrefixLength) each",
                fix: enough <= 28
                    ? "choose smaller subnets (/\(enough)), or a larger network"
                    : "choose a larger network, /24 at the smallest")
        }
        self.network = block
        self.zones = zones
        self.subnetPrefixLength = subnetPrefixLength
    }

    private init(validNetwork network: CIDRBlock, zones: Int, subnetPrefixLength: Int) {
        self.network = network
        self.zones = zones
        self.subnetPrefixLength = subnetPrefixLength
    }

    /// What goes on being laid out after a plan was refused, so that other problems are found too.
    static let fallback = AddressPlan(
        validNetwork: CIDRBlock(base: 10 << 24, prefixLength: 16), zones: 2, subnetPrefixLength: 24)

    /// The range of a tier's subnet in a zone, both counted from 0.
    func subnet(tier: Int, zone: Int) -> CIDRBlock {
        let index = tier * Self.maximumZones + zone
        // The initializer made sure that the last subnet fits.
        return network.subnet(prefixLength: subnetPrefixLength, index: index) ?? network
    }
}

/// Why a network cannot be laid out as asked.
struct PlanError: Error, Equatable {
    let message: String
    let fix: String

    init(_ message: String, fix: String) {
        self.message = message
        self.fix = fix
    }
}

import Prices

extension CostModel {
    /// Elastic Load Balancing pricing; since 2024-02 each public IPv4 address is billed, of which an internet-facing one
    /// has one a zone.
    func loadBalancer(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("load balancer") { bill throws(Undecided) in
            let types = try properties.texts("Type", else: "application").compactMap(\.self)
            bill.add(
                "\(types.joined(separator: " or ")) load balancer",
                types.map { .init(item: Self.loadBalancer($0), quantity: 1...1) })
            for type in types {
                let item =
                    type == "application"
                    ? PricedItem.loadBalancerCapacityUnit : .named("load-balancer-capacity-unit:\(type)", per: .hour)
                bill.addUse("capacity units", item)
            }
        }
        if properties.has("MinimumLoadBalancerCapacity") { bill.addGap("capacity units that it reserves") }
        bill.add("public addresses") { bill throws(Undecided) in
            let isPublic = try properties.texts("Scheme", else: "internet-facing").map { $0 == "internet-facing" }
            let hasNone = properties.mayBe("IpAddressType", ["dualstack-without-public-ipv4"])
            guard isPublic.contains(true), !hasNone else { return }
            let path = properties.has("SubnetMappings") ? "SubnetMappings" : "Subnets"
            let zones = try properties.count(path)
            bill.add(
                zones.times("public address"),
                isPublic.map { .init(item: $0 ? .publicAddress : nil, quantity: zones) })
        }
    }

    private static func loadBalancer(_ type: String) -> PricedItem {
        type == "application" ? .loadBalancer : .named("load-balancer:\(type)", per: .hour)
    }

    func classicLoadBalancer(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.add("load balancer", .named("load-balancer:classic", per: .hour))
        guard Properties(resource).mayBe("Scheme", ["internet-facing", ""]) else { return }
        bill.addUse("public addresses, one a zone and more while it scales", .publicAddress)
    }

    /// AWS PrivateLink pricing: an interface endpoint is billed by the zone, a gateway endpoint is not.
    func endpoint(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("endpoint") { bill throws(Undecided) in
            let types = try properties.texts("VpcEndpointType", else: "Gateway").compactMap(\.self)
            guard types != ["Gateway"] else { return }
            bill.addUse("data", PriceBook.item(named: "interface-endpoint-data"))
            guard properties.has("SubnetIds") else { throw Undecided(reason: "SubnetIds is not given") }
            let zones = try properties.count("SubnetIds")
            bill.add(
                "interface endpoint in \(zones.plainText) zone\(zones == 1...1 ? "" : "s")",
                types.map { type in
                    switch type {
                    case "Gateway": .init(item: nil, quantity: .zero)
                    case "Interface": .init(item: .interfaceEndpoint, quantity: zones)
                    default: .init(item: .named("endpoint:\(type)", per: .hour), quantity: zones)
                    }
                })
        }
    }

    /// Amazon VPC User Guide, "Regional NAT gateways": one of a region is billed in each zone that it is in, which it may
    /// find out by itself.
    func natGateway(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("nat gateway") { bill throws(Undecided) in
            let modes = try properties.texts("AvailabilityMode", else: "zonal")
            guard modes.contains("regional") else {
                bill.add("nat gateway", .natGateway)
                return
            }
            guard properties.has("AvailabilityZoneAddresses") else {
                throw Undecided(reason: "how many zones it is in is not known")
            }
            let zones = try properties.count("AvailabilityZoneAddresses")
            bill.add(
                "nat gateway in \(zones.plainText) zones", .natGateway,
                modes == ["regional"] ? zones : 1...max(1, zones.upperBound))
        }
    }

    /// AWS VPN pricing.
    func vpnConnection(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        if properties.mayBe("TunnelBandwidth", ["large"]) {
            bill.addGap("a connection with large tunnels")
        } else {
            bill.add("vpn connection", .named("vpn-connection", per: .hour))
        }
        if properties.mayBeOn("EnableAcceleration") { bill.addGap("the two accelerators of its tunnels") }
    }
}

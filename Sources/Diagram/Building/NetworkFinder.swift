import Plan
import Template

/// Finds the networks of templates: their zones, and the tiers of their subnets by what these can reach.
struct NetworkFinder {
    private let graph: ResourceGraph
    private let folding: Folding
    private(set) var networks: [Network] = []
    /// Where the subnets are that templates make, by position.
    private(set) var subnets: [Int: (network: Int, subnet: Int)] = [:]
    /// Where the subnets are that no template makes, by what names them.
    private(set) var given: [String: (network: Int, subnet: Int)] = [:]
    /// By position of what makes them.
    private(set) var positions: [Int: Int] = [:]

    init(_ graph: ResourceGraph, _ folding: Folding) {
        self.graph = graph
        self.folding = folding
        findOwn()
        findGiven()
    }

    // MARK: - Networks of the templates

    private mutating func findOwn() {
        for position in graph.all("AWS::EC2::VPC") {
            positions[position] = networks.count
            let members = graph.all("AWS::EC2::Subnet").filter { graph.target(of: $0, "VpcId") == position }
            add(
                members, id: graph[position].path.description, name: graph[position].path.logicalID, maker: position)
        }
        // Subnets of a network that is given stand together.
        let lonely = graph.all("AWS::EC2::Subnet").filter { subnets[$0] == nil }
        if !lonely.isEmpty { add(lonely, id: "given network of subnets", name: "A network that is given", maker: nil) }
    }

    private mutating func add(_ members: [Int], id: String, name: String, maker: Int?) {
        let drafts = members.map { draft(of: $0) }
        for (index, position) in members.enumerated() { subnets[position] = (networks.count, index) }
        networks.append(network(of: drafts, id: id, name: name, maker: maker))
    }

    /// A subnet before its row and column are known.
    private struct Draft {
        let id: String
        let name: String
        let addresses: String
        let reach: Network.Reach
        let zone: Template.Expression?
        let resource: ShownResource?
    }

    private func draft(of position: Int) -> Draft {
        let resource = graph[position]
        let zone = resource.properties["AvailabilityZone"] ?? resource.properties["AvailabilityZoneId"]
        return Draft(
            id: resource.path.description, name: resource.path.logicalID,
            addresses: resource.properties["CidrBlock"].map(\.planned)?.excerpt(24) ?? "", reach: reach(of: position),
            zone: zone, resource: ShownResource(resource))
    }

    private func network(of drafts: [Draft], id: String, name: String, maker: Int?) -> Network {
        let zones = Zones(drafts.map { (reach: $0.reach, zone: $0.zone) })
        let tiers = Tiers(zip(drafts, zones.columns).map { ($0.reach, $0.name, $1) })
        let subnets = drafts.indices.map { index in
            let draft = drafts[index]
            return Network.Subnet(
                id: draft.id, name: draft.name, addresses: draft.addresses, reach: draft.reach,
                zone: zones.columns[index], tier: tiers.rows[index], resource: draft.resource)
        }
        let resource = maker.map { graph[$0] }
        return Network(
            id: id, name: name, facts: maker.map(facts) ?? [], zones: zones.names, tiers: tiers.tiers,
            subnets: subnets, resource: resource.map(ShownResource.init), parts: maker.map(parts) ?? [],
            isUncertain: resource.map { $0.exists != .yes } ?? false)
    }

    private func facts(of network: Int) -> [String] {
        var facts = [graph[network].properties["CidrBlock"]?.planned.excerpt(24)].compactMap(\.self)
        let attachments = graph.users[network].filter { graph[$0.from].type == "AWS::EC2::VPCGatewayAttachment" }
        if attachments.contains(where: { graph.target(of: $0.from, "InternetGatewayId") != nil }) {
            facts.append("internet gateway")
        }
        if attachments.contains(where: { graph.target(of: $0.from, "VpnGatewayId") != nil }) {
            facts.append("VPN gateway")
        }
        return facts
    }

    /// What serves a network, or one of its subnets.
    private func parts(of network: Int) -> [ShownResource] {
        graph.resources.indices.filter { position in
            guard let owner = folding.owners[position], owner != position else { return false }
            return owner == network
                || graph[owner].type == "AWS::EC2::Subnet" && graph.target(of: owner, "VpcId") == network
        }.map { ShownResource(graph[$0]) }
    }

    // MARK: - Reach

    /// From the routes of the subnet's table, which its association names. One without has the network's main table,
    /// which leads nowhere else ("Configure route tables" in the Amazon VPC user guide).
    private func reach(of subnet: Int) -> Network.Reach {
        let associations = graph.users[subnet].filter {
            graph[$0.from].type == "AWS::EC2::SubnetRouteTableAssociation" && $0.property == "SubnetId"
        }
        guard let association = associations.first else {
            return graph.target(of: subnet, "VpcId") == nil ? .unknown : .isolated
        }
        guard let table = graph.target(of: association.from, "RouteTableId") else { return .unknown }
        let routes = graph.users[table].filter {
            graph[$0.from].type == "AWS::EC2::Route" && $0.property == "RouteTableId"
        }.map(\.from)
        let reaches = routes.compactMap(reach(ofRoute:))
        return reaches.min { $0.depth < $1.depth } ?? .isolated
    }

    /// Nil for a route that leads to a few addresses only.
    private func reach(ofRoute route: Int) -> Network.Reach? {
        let properties = graph[route].properties
        let destination = (properties["DestinationCidrBlock"] ?? properties["DestinationIpv6CidrBlock"])?.scalarText
        let isDefault = destination == nil || ["0.0.0.0/0", "::/0"].contains(destination)
        if let gateway = properties["GatewayId"] {
            guard isDefault else { return nil }
            guard let target = graph.target(of: route, "GatewayId") else {
                return gateway.scalarText.map { $0.hasPrefix("igw-") ? .open : .attached("a gateway") } ?? .unknown
            }
            return graph[target].type == "AWS::EC2::InternetGateway" ? .open : .attached("a gateway")
        }
        let ways = [
            ("NatGatewayId", Network.Reach.translated), ("InstanceId", .translated),
            ("NetworkInterfaceId", .translated),
            ("EgressOnlyInternetGatewayId", .translated), ("TransitGatewayId", .attached("transit gateway")),
            ("VpcPeeringConnectionId", .attached("peering")), ("VpcEndpointId", .attached("an endpoint")),
        ]
        guard let way = ways.first(where: { properties[$0.0] != nil }) else { return .unknown }
        if case .attached = way.1 { return way.1 }
        return isDefault ? way.1 : nil
    }

    // MARK: - Networks that are given

    /// The names of properties that say in which subnets something is.
    private static let subnetKeys: Set = [
        "SubnetId", "SubnetIds", "Subnets", "SubnetMappings", "VPCZoneIdentifier", "VpcSubnetIds", "ClientSubnets",
        "SubnetIdList", "AwsvpcConfiguration", "VpcConfig",
    ]

    /// The subnets that a resource names and no template makes, by what names them.
    func givenSubnets(of position: Int) -> [String] {
        var names: [String] = []
        Template.Expression.object(graph[position].properties).visitReferences { reference in
            guard reference.keys.contains(where: Self.subnetKeys.contains), graph.position(reference.name) == nil,
                !reference.name.hasPrefix("AWS::"),
                !reference.keys.contains(where: { $0.hasSuffix("SecurityGroups") || $0.hasSuffix("SecurityGroupIds") }),
                !names.contains(reference.name)
            else { return }
            names.append(reference.name)
        }
        if names.isEmpty { names = imported(by: position) }
        return names
    }

    /// The exports that name subnets.
    private func imported(by position: Int) -> [String] {
        var names: [String] = []
        Template.Expression.object(graph[position].properties).visit { value, path in
            guard case .call(.importValue, _) = value,
                path.steps.contains(where: { step in
                    if case .key(let key) = step { Self.subnetKeys.contains(key) } else { false }
                })
            else { return }
            let name = value.planned
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private mutating func findGiven() {
        var names: [String] = []
        for position in graph.resources.indices where graph[position].type != "AWS::EC2::Subnet" {
            for name in givenSubnets(of: position) where !names.contains(name) {
                names.append(name)
                if names.count == Self.mostGiven { break }
            }
        }
        guard !names.isEmpty else { return }
        let network = networks.count
        for (index, name) in names.enumerated() { given[name] = (network, index) }
        let drafts = names.map {
            Draft(id: "given " + $0, name: $0.excerpt(40), addresses: "", reach: .unknown, zone: nil, resource: nil)
        }
        networks.append(self.network(of: drafts, id: "given network", name: "A network that is given", maker: nil))
    }

    /// More subnets of others nobody has.
    private static let mostGiven = 24
}

/// The columns of subnets.
private struct Zones {
    /// In their order.
    let names: [String]
    /// By subnet.
    let columns: [Int]

    init(_ subnets: [(reach: Network.Reach, zone: Template.Expression?)]) {
        var untold: [Network.Reach: Int] = [:]
        let keys = subnets.map { subnet -> String in
            if let zone = subnet.zone { return zone.zoneName }
            // AWS chooses it; those of a tier stand side by side.
            untold[subnet.reach, default: 0] += 1
            return "\u{10FFFF}\(untold[subnet.reach] ?? 0)"
        }
        let sorted = Set(keys).sorted { ($0.count, $0) < ($1.count, $1) }
        names = sorted.map { $0.hasPrefix("\u{10FFFF}") ? Network.untold : $0 }
        columns = keys.map { key in sorted.firstIndex(of: key) ?? 0 }
    }
}

extension Template.Expression {
    /// As in `Zone 1`, `eu-west-3a`.
    fileprivate var zoneName: String {
        if case .call(.select, let arguments) = self, case .call(.getAZs, _)? = arguments.last,
            let index = arguments[0].scalarText.flatMap(Int.init), index >= 0, index < 100
        {
            return "Zone \(index + 1)"
        }
        return planned.replacing("${AWS::Region}", with: "Zone ").excerpt(24)
    }
}

/// The rows of subnets.
private struct Tiers {
    let tiers: [Network.Tier]
    /// By subnet.
    let rows: [Int]

    init(_ subnets: [(reach: Network.Reach, name: String, column: Int)]) {
        // Those that reach the same are one row, unless there are several in a zone: then those whose names differ only
        // in what they call their zone.
        let crowded = Set(
            subnets.indices.filter { index in
                subnets[..<index].contains {
                    $0.reach == subnets[index].reach && $0.column == subnets[index].column
                }
            }.map { subnets[$0].reach })
        let stems = subnets.map { ($0.reach, crowded.contains($0.reach) ? $0.name.withoutZone : "") }
        var keys = stems
        for index in subnets.indices {
            let isShared = subnets.indices.contains { other in
                other != index && stems[other] == stems[index] && subnets[other].column == subnets[index].column
            }
            guard isShared else { continue }
            let count = subnets[..<index].count {
                $0.reach == subnets[index].reach && $0.column == subnets[index].column
            }
            keys[index].1 = "\u{10FFFF}\(count)"
        }
        var order: [(reach: Network.Reach, stem: String)] = []
        for key in keys where !order.contains(where: { $0 == key }) { order.append(key) }
        let sorted = order.enumerated().sorted {
            ($0.element.reach.depth, $0.offset) < ($1.element.reach.depth, $1.offset)
        }.map(\.element)
        tiers = sorted.map { Network.Tier(reach: $0.reach) }
        rows = keys.map { key in sorted.firstIndex { $0 == key } ?? 0 }
    }
}

extension String {
    /// As in `PublicSubnet` for `PublicSubnetA`, `PublicSubnet1` and `SubnetAPublic`.
    fileprivate var withoutZone: String {
        let letters = Array(self)
        var kept: [Character] = []
        for (index, letter) in letters.enumerated() {
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            let before = index > 0 ? letters[index - 1] : nil
            let endsWord = next?.isLowercase != true
            let isZone =
                letter.isNumber && next?.isNumber != true && before?.isNumber != true
                || "ABCDEF".contains(letter) && endsWord && before?.isUppercase != true
                || "abcdef".contains(letter) && next == nil && before.map { !$0.isLetter } == true
            if !isZone { kept.append(letter) }
        }
        return String(kept)
    }

    /// Its beginning, where it is longer.
    func excerpt(_ length: Int) -> String { count <= length ? self : prefix(length - 1) + "…" }
}

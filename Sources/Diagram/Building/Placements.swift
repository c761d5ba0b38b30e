import Plan

/// In which subnets cards are: those that they name, or their parts.
struct Placements {
    /// By position.
    private(set) var byCard: [Int: Placement] = [:]

    init(_ graph: ResourceGraph, _ folding: Folding, _ finder: NetworkFinder) {
        var found: [Int: [(network: Int, subnet: Int)]] = [:]
        for position in graph.resources.indices where finder.subnets[position] == nil {
            let places =
                graph.uses[position].compactMap { finder.subnets[$0.to] }
                + finder.givenSubnets(of: position).compactMap { finder.given[$0] }
            guard !places.isEmpty else { continue }
            for card in folding.cards(servedBy: position) { found[card, default: []] += places }
        }
        for (position, places) in found {
            // Nothing is in two networks at once.
            guard let network = places.first?.network else { continue }
            let subnets = Set(places.filter { $0.network == network }.map(\.subnet)).sorted()
            byCard[position] = Placement(network: network, subnets: subnets)
        }
        for (maker, network) in finder.positions {
            for use in graph.users[maker] where use.property == "VpcId" && byCard[use.from] == nil {
                guard folding.owners[use.from] == use.from, TypeFacts(of: graph[use.from].type).role.isCard else {
                    continue
                }
                byCard[use.from] = Placement(network: network, subnets: [])
            }
        }
    }
}

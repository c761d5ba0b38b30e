import Plan
import Template

extension Architecture {
    /// The architecture that templates make.
    ///
    /// - Parameters:
    ///   - templates: with the values that decide what is made.
    ///   - title: what they are of.
    public init(of templates: PlannedTemplates, title: String) {
        self.init(of: templates, title: title, fates: [:])
    }

    /// - Parameters:
    ///   - former: what was before, of which those resources are drawn too that go.
    ///   - fates: what becomes of resources, by their paths.
    init(
        of templates: PlannedTemplates, title: String, with former: [PlannedResource] = [],
        fates: [String: ChangeMark]
    ) {
        let resources = templates.resources
        let known = Set(resources.map(\.path))
        let gone = former.filter { !known.contains($0.path) }
        let drawn = Set(gone.map(\.path))
        self.init(
            of: resources + gone, title: title, region: templates.region,
            absent: templates.absent.filter { !drawn.contains($0) }.map(\.description), fates: fates)
    }

    /// Of resources, whatever templates they are of.
    init(
        of resources: [PlannedResource], title: String, region: String? = nil, absent: [String] = [],
        fates: [String: ChangeMark] = [:]
    ) {
        self = ArchitectureBuilder(resources).architecture(title: title, region: region, absent: absent, fates: fates)
    }
}

/// Puts an architecture together.
private struct ArchitectureBuilder {
    private let graph: ResourceGraph
    private let folding: Folding
    private let finder: NetworkFinder
    private let placements: [Int: Placement]
    private var list = ConnectionList()
    private let remarks: [Int: [String]]
    /// The positions of nested stacks whose templates are at hand.
    private let stacks: Set<Int>

    init(_ resources: [PlannedResource]) {
        let graph = ResourceGraph(resources)
        let folding = Folding(graph)
        let finder = NetworkFinder(graph, folding)
        let placements = Placements(graph, folding, finder).byCard
        self.graph = graph
        self.folding = folding
        self.finder = finder
        self.placements = placements
        let entered = Set(resources.map(\.path.stack.path))
        stacks = Set(graph.all("AWS::CloudFormation::Stack").filter { entered.contains(graph[$0].path.description) })
        var traffic = TrafficFinder(graph, folding) { position in
            Self.isReachable(position, graph, placements[position], finder.networks)
        }
        traffic.find(&list)
        remarks = traffic.remarks
        let deliveries = DeliveryFinder(graph: graph, folding: folding)
        deliveries.find(&list)
        AccessFinder(graph: graph, folding: folding).find(&list)
        deliveries.findReferences(&list)
        list.removeWeak()
    }

    /// Whether something can be reached from the internet; nil where nobody knows.
    private static func isReachable(
        _ position: Int, _ graph: ResourceGraph, _ placement: Placement?, _ networks: [Network]
    ) -> Bool? {
        if graph[position].type.hasPrefix("AWS::ElasticLoadBalancing") {
            return graph.text(position, "Scheme") != "internal"
        }
        if graph.text(position, "PubliclyAccessible") == "false" { return false }
        guard let placement else { return nil }
        let reaches = placement.subnets.map { networks[placement.network].subnets[$0].reach }
        if reaches.contains(.open) { return true }
        return reaches.isEmpty || reaches.contains(.unknown) ? nil : false
    }

    func architecture(
        title: String, region: String?, absent: [String], fates: [String: ChangeMark]
    ) -> Architecture {
        var cards = outside + graph.resources.indices.compactMap(card)
        let connections = list.pairs.compactMap { pair -> Connection? in
            guard let from = id(pair.from), let to = id(pair.to) else { return nil }
            let reasons = (list.reasons[pair] ?? []).enumerated().sorted {
                ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset)
            }.map(\.element)
            return Connection(from: from, to: to, reasons: reasons)
        }
        cards += loose
        let grouping = Grouping(cards, connections, fates: fates)
        return Architecture(
            title: title, region: region, networks: finder.networks, cards: grouping.cards,
            connections: grouping.connections, stacks: stackBoxes, absent: absent,
            omittedConnections: list.omitted)
    }

    // MARK: - Cards

    private func id(_ end: ConnectionList.End) -> String? {
        switch end {
        case .resource(let position): hasCard(position) ? graph[position].path.description : nil
        case .outside(let outside): outside.id
        }
    }

    private func hasCard(_ position: Int) -> Bool {
        TypeFacts(of: graph[position].type).role.isCard && !stacks.contains(position)
    }

    /// Whom no template makes, in the order met.
    private var outside: [Card] {
        var seen: Set<ConnectionList.Outside> = []
        return list.pairs.flatMap { [$0.from, $0.to] }.compactMap { end in
            guard case .outside(let outside) = end, seen.insert(outside).inserted else { return nil }
            return Card(
                id: outside.id, kind: outside.kind, name: outside.name, stack: "", words: outside.words, facts: [],
                resources: [], parts: [], remarks: [], place: nil)
        }
    }

    private func card(_ position: Int) -> Card? {
        guard hasCard(position) else { return nil }
        let resource = graph[position]
        let facts = TypeFacts(of: resource.type)
        let parts = graph.resources.indices.filter { $0 != position && folding.owners[$0] == position }
        return Card(
            id: resource.path.description, kind: facts.kind, name: resource.path.logicalID,
            stack: resource.path.stack.path, words: facts.words, facts: CardFacts(graph: graph).facts(of: position),
            resources: [ShownResource(resource)], parts: parts.map { ShownResource(graph[$0]) },
            remarks: (remarks[position] ?? []) + watchers(of: Set(parts + [position])), place: placements[position])
    }

    /// What watches or shows a card, a line each.
    private func watchers(of positions: Set<Int>) -> [String] {
        var found: [String] = []
        for position in positions.sorted() {
            for use in graph.users[position] {
                guard DeliveryFinder.watching[graph[use.from].type]?.contains(use.property) == true else { continue }
                let verb = graph[use.from].type.hasSuffix("Dashboard") ? "shown by" : "watched by"
                let line = "\(verb) \(graph[use.from].path)"
                if !found.contains(line) { found.append(line) }
            }
        }
        return found
    }

    /// Parts that serve nothing in the templates.
    private var loose: [Card] {
        graph.resources.indices.filter { folding.owners[$0] == nil }.map { position in
            let resource = graph[position]
            let facts = TypeFacts(of: resource.type)
            return Card(
                id: resource.path.description, kind: facts.kind, name: resource.path.logicalID,
                stack: resource.path.stack.path, words: facts.words, facts: [], resources: [ShownResource(resource)],
                parts: [], remarks: [], place: nil)
        }
    }

    // MARK: - Stacks

    private var stackBoxes: [StackBox] {
        var paths: [[String]] = [[]]
        for resource in graph.resources {
            for depth in 1..<max(1, resource.path.stack.count + 1) {
                let path = Array(resource.path.stack.prefix(depth))
                if !paths.contains(path) { paths.append(path) }
            }
        }
        let positions = Dictionary(paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var counts: [[Int: Int]] = Array(repeating: [:], count: paths.count)
        for use in graph.uses.joined() {
            guard let from = positions[graph[use.from].path.stack], let to = positions[graph[use.to].path.stack],
                from != to
            else { continue }
            counts[from][to, default: 0] += 1
        }
        return paths.enumerated().map { index, path in
            StackBox(
                path: path,
                resourceCount: graph.resources.indices.count {
                    graph[$0].path.stack == path && !stacks.contains($0)
                },
                resource: graph.position(path.path).map { ShownResource(graph[$0]) },
                uses: counts[index].sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
    }
}

extension ConnectionList.Outside {
    /// No path has a space.
    fileprivate var id: String { "\(kind.rawValue) \(name)" }
}

extension [String] {
    /// As in `Data/Cache`.
    var path: String { joined(separator: "/") }
}

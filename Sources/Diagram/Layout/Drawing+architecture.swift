extension Drawing {
    /// Everything of an architecture in its place.
    init(_ architecture: Architecture) {
        self.init(size: Point(x: 0, y: 0))
        let pieces = DrawingPieces(architecture)
        let packed = Packing(pieces.drawings.map(\.size), width: Self.preferredWidth)
        size = packed.size
        for (drawing, position) in zip(pieces.drawings, packed.positions) { add(drawing, at: position) }
        if architecture.stacks.count > 1 {
            let stacks = Drawing(stacksOf: architecture, width: max(size.x, 640))
            let top = size.y == 0 ? 0 : size.y + 40
            add(stacks, at: Point(x: 0, y: top))
            size = Point(x: max(size.x, stacks.size.x), y: top + stacks.size.y)
        }
        placeLabels()
    }

    /// What a browser's window shows beside each other without making it small.
    private static let preferredWidth = 1120

    /// Labels that would cover another one, or a card, are left to the details.
    private mutating func placeLabels() {
        var taken = cards.map(\.rect)
        for index in lines.indices {
            guard let label = lines[index].label else { continue }
            if taken.contains(where: { $0.overlaps(label) }) {
                lines[index].label = nil
            } else {
                taken.append(label)
            }
        }
    }
}

/// The parts of an architecture that no line connects.
private struct DrawingPieces {
    /// The one with networks first, then the larger ones.
    private(set) var drawings: [Drawing] = []

    private let architecture: Architecture
    /// The networks' cards.
    private let inner: [[Card]]
    /// Those beside the networks.
    private let outer: [Card]
    /// The box of a card, by its identifier: networks first, then cards.
    private let boxes: [String: Int]
    private let drawn: Set<Int>

    init(_ architecture: Architecture) {
        self.architecture = architecture
        inner = architecture.networks.indices.map { network in
            architecture.cards.filter { $0.place?.network == network }
        }
        outer = architecture.cards.filter { $0.place == nil }
        var boxes: [String: Int] = [:]
        for (network, cards) in inner.enumerated() { for card in cards { boxes[card.id] = network } }
        for (index, card) in outer.enumerated() { boxes[card.id] = inner.count + index }
        self.boxes = boxes
        drawn = Set(architecture.drawnConnections)
        draw()
    }

    private var boxCount: Int { inner.count + outer.count }

    private struct Edge {
        let connection: Int
        let from: Int
        let to: Int
    }

    private var edges: [Edge] {
        architecture.connections.enumerated().compactMap { index, connection in
            guard drawn.contains(index), let from = boxes[connection.from], let to = boxes[connection.to], from != to
            else { return nil }
            return Edge(connection: index, from: from, to: to)
        }
    }

    /// Those that decide what comes before what: a mere name in a property only where nothing else does.
    private func leading(_ edges: [Edge]) -> [Edge] {
        let strong = edges.filter { architecture.connections[$0.connection].kind != .reference }
        let ends = Set(strong.flatMap { [$0.from, $0.to] })
        return strong
            + edges.filter { edge in
                architecture.connections[edge.connection].kind == .reference
                    && !(ends.contains(edge.from) && ends.contains(edge.to))
            }
    }

    private mutating func draw() {
        let edges = edges
        let layers = Layering.layers(count: boxCount, edges: leading(edges).map { ($0.from, $0.to) })
        let networks = inner.indices.map { network in layout(network, edges, layers) }
        let components = components(edges)
        let drawings = components.map { component in
            drawing(of: component, edges.filter { component.contains($0.from) }, layers, networks)
        }
        self.drawings = zip(components, drawings).enumerated().sorted { one, other in
            rank(one.element.0, one.element.1, one.offset) < rank(other.element.0, other.element.1, other.offset)
        }.map(\.element.1)
    }

    private func rank(_ component: [Int], _ drawing: Drawing, _ index: Int) -> (Int, Int, Int) {
        (component.contains { $0 < inner.count } ? 0 : 1, -drawing.size.y / 40, index)
    }

    private func layout(_ network: Int, _ edges: [Edge], _ layers: [Int]) -> NetworkLayout {
        var sides: [Int: NetworkLayout.Side] = [:]
        for edge in edges where edge.from == network || edge.to == network {
            let other = edge.from == network ? edge.to : edge.from
            // Lines to a box in the same column go around behind it.
            sides[edge.connection] = layers[other] < layers[network] ? .left : .right
        }
        return NetworkLayout(
            architecture.networks[network], inner[network], architecture.connections, drawn: drawn,
            sides: sides)
    }

    /// Boxes that lines connect, each once.
    private func components(_ edges: [Edge]) -> [[Int]] {
        var neighbours: [[Int]] = Array(repeating: [], count: boxCount)
        for edge in edges {
            neighbours[edge.from].append(edge.to)
            neighbours[edge.to].append(edge.from)
        }
        var seen = Array(repeating: false, count: boxCount)
        return (0..<boxCount).compactMap { start in
            if seen[start] { return nil }
            seen[start] = true
            var component = [start]
            var next = 0
            while next < component.count {
                for other in neighbours[component[next]] where !seen[other] {
                    seen[other] = true
                    component.append(other)
                }
                next += 1
            }
            return component.sorted()
        }
    }

    private func width(ofBox box: Int) -> Int {
        outer[box - inner.count].isOutside ? CardText.outsideWidth : CardText.width
    }

    private func drawing(
        of component: [Int], _ edges: [Edge], _ layers: [Int], _ networks: [NetworkLayout]
    ) -> Drawing {
        let texts = component.map { box in
            box < inner.count ? nil : CardText(outer[box - inner.count], width: width(ofBox: box))
        }
        let least = component.map { layers[$0] }.min() ?? 0
        let positions = Dictionary(component.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let used = Set(component.map { layers[$0] }).sorted()
        let flowBoxes = zip(component, texts).map { box, text -> FlowLayout.Box in
            let layer = used.firstIndex(of: layers[box]) ?? layers[box] - least
            let size = text == nil ? networks[box].drawing.size : Point(x: width(ofBox: box), y: text?.height ?? 0)
            return FlowLayout.Box(width: size.x, height: size.y, layer: layer)
        }
        let flowEdges = edges.map { edge in
            func port(_ box: Int) -> Int? {
                box < inner.count ? networks[box].ports.first { $0.connection == edge.connection }?.y : nil
            }
            return FlowLayout.Edge(
                from: positions[edge.from] ?? 0, to: positions[edge.to] ?? 0,
                label: architecture.connections[edge.connection].label, fromPort: port(edge.from), toPort: port(edge.to)
            )
        }
        let flow = FlowLayout(flowBoxes, flowEdges)
        var drawing = Drawing(size: flow.size)
        for (index, box) in component.enumerated() {
            if let text = texts[index] {
                drawing.cards.append(
                    CardBox(card: outer[box - inner.count], rect: flow.rects[index], text: text))
            } else {
                drawing.add(networks[box].drawing, at: Point(x: flow.rects[index].x, y: flow.rects[index].y))
            }
        }
        for (index, edge) in edges.enumerated() {
            drawing.lines.append(line(edge, flow.ways[index], positions, flow, networks))
        }
        return drawing
    }

    /// With the ways within networks at its ends.
    private func line(
        _ edge: Edge, _ way: FlowLayout.Way, _ positions: [Int: Int], _ flow: FlowLayout, _ networks: [NetworkLayout]
    ) -> Drawing.Line {
        func inside(_ box: Int) -> [Point] {
            guard box < inner.count, let position = positions[box],
                let port = networks[box].ports.first(where: { $0.connection == edge.connection })
            else { return [] }
            let rect = flow.rects[position]
            return port.points.map { Point(x: $0.x + rect.x, y: $0.y + rect.y) }
        }
        return Drawing.Line(
            connection: edge.connection,
            points: Drawing.Line.simplified(inside(edge.from) + way.points + inside(edge.to)), label: way.label,
            text: architecture.connections[edge.connection].label)
    }
}

extension DrawingPieces {
    fileprivate typealias CardBox = Drawing.CardBox
}

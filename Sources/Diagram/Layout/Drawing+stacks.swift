extension Drawing {
    static let stackWidth = 168
    private static let stackHeight = 48
    private static let padding = 20
    private static let titleHeight = 34

    /// The stacks as boxes, and what is handed from one to another.
    init(stacksOf architecture: Architecture, width: Int) {
        let nested = architecture.stacks.indices.dropFirst()
        let positions = Dictionary(nested.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var edges: [FlowLayout.Edge] = []
        for stack in nested {
            for use in architecture.stacks[stack].uses {
                guard let from = positions[use.stack], let to = positions[stack] else { continue }
                edges.append(FlowLayout.Edge(from: from, to: to, label: "\(use.count)"))
            }
        }
        let layers = Layering.layers(count: nested.count, edges: edges.map { ($0.from, $0.to) })
        let least = layers.min() ?? 0
        let boxes = layers.map {
            FlowLayout.Box(width: Self.stackWidth, height: Self.stackHeight, layer: $0 - least)
        }
        let flow = FlowLayout(boxes, edges, gap: 18)
        self.init(size: Point(x: 0, y: 0))
        let offset = Point(x: Self.padding, y: Self.titleHeight + 8)
        let rect = Rect(
            x: 0, y: 0, width: max(width, flow.size.x + 2 * Self.padding),
            height: offset.y + flow.size.y + Self.padding)
        frames = [
            Frame(
                rect: rect, style: .stacks, reach: nil, title: "Stacks", indent: 16,
                note: "with how many values one uses of another", resource: nil)
        ]
        stacks = zip(nested, flow.rects).map { Stack(index: $0, rect: $1.moved(by: offset)) }
        lines = zip(edges, flow.ways).map { edge, way in
            Line(
                connection: nil, points: way.points.map { Point(x: $0.x + offset.x, y: $0.y + offset.y) },
                label: way.label?.moved(by: offset), text: edge.label)
        }
        size = Point(x: rect.width, y: rect.height)
    }
}

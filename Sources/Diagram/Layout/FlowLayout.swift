/// Puts boxes that are connected into columns, from where things begin to where they end, and draws the lines between
/// them.
struct FlowLayout {
    /// A box, whatever is in it.
    struct Box {
        let width: Int
        let height: Int
        /// The column, from 0.
        let layer: Int
    }

    /// A line that is wanted.
    struct Edge {
        let from: Int
        let to: Int
        let label: String
        /// Where it ends on the box, from its top; nil for anywhere at its side.
        var fromPort: Int?
        var toPort: Int?
    }

    /// A line as it is drawn.
    struct Way {
        let points: [Point]
        let label: Rect?
    }

    private(set) var rects: [Rect] = []
    private(set) var ways: [Way] = []
    private(set) var size = Point(x: 0, y: 0)

    private let boxes: [Box]
    private let edges: [Edge]
    private let gap: Int
    private var columns: [[Int]]
    private var tops: [Int]

    /// - Parameter gap: between boxes of a column.
    init(_ boxes: [Box], _ edges: [Edge], gap: Int = 26) {
        self.boxes = boxes.enumerated().map { index, box in
            // Each label at a box has room of its own.
            let lines = max(edges.count { $0.from == index }, edges.count { $0.to == index })
            return Box(width: box.width, height: max(box.height, min(24 + 22 * (lines - 1), 480)), layer: box.layer)
        }
        self.edges = edges
        self.gap = gap
        let count = (boxes.map(\.layer).max() ?? -1) + 1
        columns = (0..<max(1, count)).map { layer in boxes.indices.filter { boxes[$0].layer == layer } }
        tops = Array(repeating: 0, count: boxes.count)
        stackUp()
        order()
        place()
        route()
    }

    // MARK: - Order in columns

    private mutating func stackUp() {
        for column in columns {
            var y = 0
            for box in column {
                tops[box] = y
                y += boxes[box].height + gap
            }
        }
    }

    /// The middle of where lines end at a box.
    private func port(_ edge: Edge, _ box: Int) -> Int {
        let port = edge.from == box ? edge.fromPort : edge.toPort
        return tops[box] + (port ?? boxes[box].height / 2)
    }

    /// Where a box would have to be for its lines to be straight; nil for one without lines.
    private func wish(_ box: Int, among lines: [[Int]], _ isWanted: (Int) -> Bool) -> Int? {
        var sum = 0
        var count = 0
        for index in lines[box] {
            let edge = edges[index]
            let other = edge.from == box ? edge.to : edge.from
            guard other != box, isWanted(other) else { continue }
            sum += port(edge, other) - (port(edge, box) - tops[box])
            count += 1
        }
        return count == 0 ? nil : sum / count
    }

    private var linesByBox: [[Int]] {
        var lines: [[Int]] = Array(repeating: [], count: boxes.count)
        for (index, edge) in edges.enumerated() {
            lines[edge.from].append(index)
            lines[edge.to].append(index)
        }
        return lines
    }

    /// By the mean of what they are connected with, there and back.
    private mutating func order() {
        let lines = linesByBox
        for pass in 0..<6 {
            let isForward = pass % 2 == 0
            let order = isForward ? Array(columns.indices) : columns.indices.reversed()
            for column in order {
                let wishes = columns[column].map { box in
                    wish(box, among: lines) { isForward ? boxes[$0].layer < column : boxes[$0].layer > column }
                        ?? tops[box]
                }
                let sorted = zip(columns[column], wishes).sorted { ($0.1, $0.0) < ($1.1, $1.0) }
                columns[column] = sorted.map(\.0)
                var y = 0
                for box in columns[column] {
                    tops[box] = y
                    y += boxes[box].height + gap
                }
            }
        }
    }

    /// As near to straight lines as there is room, there and back.
    private mutating func place() {
        let lines = linesByBox
        for pass in 0..<8 {
            let isForward = pass % 2 == 0
            for column in isForward ? Array(columns.indices) : columns.indices.reversed() {
                let wishes = columns[column].map { box in
                    let near = wish(box, among: lines) {
                        isForward ? boxes[$0].layer < column : boxes[$0].layer > column
                    }
                    return near ?? wish(box, among: lines) { boxes[$0].layer != column } ?? tops[box]
                }
                let sizes = columns[column].map { boxes[$0].height + gap }
                for (box, top) in zip(columns[column], Spreading.positions(wishes, sizes: sizes)) { tops[box] = top }
            }
        }
    }

    // MARK: - Ways

    private static let trackDistance = 10

    /// - Parameter number: of the end, among all.
    private func end(_ box: Int, _ port: Int?, _ number: Int) -> ChannelRouter.End {
        let layer = boxes[box].layer
        // A line that has a place of its own shares no side.
        if let port {
            let y = tops[box] + port
            return ChannelRouter.End(layer: layer, box: boxes.count + number, range: y...y)
        }
        let range = (tops[box] + 9)...max(tops[box] + 9, tops[box] + boxes[box].height - 9)
        return ChannelRouter.End(layer: layer, box: box, range: range)
    }

    private mutating func route() {
        let requests = edges.enumerated().map { index, edge in
            ChannelRouter.Request(
                from: end(edge.from, edge.fromPort, 2 * index), to: end(edge.to, edge.toPort, 2 * index + 1),
                label: edge.label.isEmpty ? 12 : 20)
        }
        let obstacles = columns.map { column in column.map { tops[$0]...(tops[$0] + boxes[$0].height) } }
        let router = ChannelRouter(requests, obstacles: obstacles, distance: Self.trackDistance)
        let gutters = gutters(router)
        var lefts: [Int] = []
        for (column, gutter) in zip(columns.indices, gutters) {
            lefts.append(gutter.end)
            for box in columns[column] {
                // Narrow boxes stand in the middle of their column.
                let slack = (width(ofColumn: column) - boxes[box].width) / 2
                rects.append(
                    Rect(x: gutter.end + slack, y: tops[box], width: boxes[box].width, height: boxes[box].height))
            }
        }
        let order = columns.flatMap(\.self)
        rects = boxes.indices.map { box in rects[order.firstIndex(of: box) ?? 0] }
        ways = edges.indices.map { way(of: $0, router.ways[$0], gutters) }
        moveToOrigin()
    }

    private func width(ofColumn column: Int) -> Int { columns[column].map { boxes[$0].width }.max() ?? 0 }

    private struct Gutter {
        let start: Int
        /// Where the first track is.
        let tracks: Int
        let end: Int
    }

    private func gutters(_ router: ChannelRouter) -> [Gutter] {
        var gutters: [Gutter] = []
        var x = 0
        for index in 0...columns.count {
            // Labels stand before the end of their lines.
            func room(_ isBefore: Bool) -> Int {
                zip(edges, router.ways).filter { edge, legs in
                    !edge.label.isEmpty && legs.last?.gutter == index && legs.last?.goesToBefore == isBefore
                }.map { Self.labelWidth($0.0.label) + 8 }.max() ?? 0
            }
            let count = router.trackCounts[index]
            let isOuter = index == 0 || index == columns.count
            let start = x
            let isEmpty = isOuter && count == 0
            x += isEmpty ? 0 : 16 + room(true)
            let tracks = x
            x += max(0, count - 1) * Self.trackDistance
            x += isEmpty ? 0 : 22 + room(false)
            gutters.append(Gutter(start: start, tracks: tracks, end: x))
            if index < columns.count { x += width(ofColumn: index) }
        }
        return gutters
    }

    private static func labelWidth(_ text: String) -> Int { FontMetrics.width(text, size: 11) + 12 }

    private func way(of index: Int, _ legs: [ChannelRouter.Leg], _ gutters: [Gutter]) -> Way {
        let edge = edges[index]
        var points: [Point] = []
        for (step, leg) in legs.enumerated() {
            let gutter = gutters[leg.gutter]
            let track = gutter.tracks + (leg.track ?? 0) * Self.trackDistance
            if step == 0 {
                let x = leg.comesFromBefore ? rects[edge.from].right : rects[edge.from].x
                points.append(Point(x: x, y: leg.start))
            }
            if leg.track != nil {
                points += [Point(x: track, y: leg.start), Point(x: track, y: leg.end)]
            }
            if step == legs.count - 1 {
                let x = leg.goesToBefore ? rects[edge.to].right : rects[edge.to].x
                points.append(Point(x: x, y: leg.end))
            }
        }
        var label: Rect?
        if !edge.label.isEmpty, let last = legs.last, let end = points.last {
            let width = Self.labelWidth(edge.label)
            label = Rect(
                x: last.goesToBefore ? end.x + 12 : end.x - 12 - width, y: end.y - 9, width: width, height: 18)
        }
        return Way(points: Drawing.Line.simplified(points), label: label)
    }

    private mutating func moveToOrigin() {
        let points = ways.flatMap(\.points)
        let left = min(rects.map(\.x).min() ?? 0, points.map(\.x).min() ?? 0)
        let top = min(rects.map(\.y).min() ?? 0, points.map(\.y).min() ?? 0, ways.compactMap(\.label?.y).min() ?? 0)
        let offset = Point(x: -left, y: -top)
        rects = rects.map { $0.moved(by: offset) }
        ways = ways.map { way in
            Way(
                points: way.points.map { Point(x: $0.x + offset.x, y: $0.y + offset.y) },
                label: way.label?.moved(by: offset))
        }
        let ends = ways.flatMap(\.points)
        size = Point(
            x: max(rects.map(\.right).max() ?? 0, (ends.map(\.x).max() ?? -1) + 1),
            y: max(
                rects.map(\.bottom).max() ?? 0, (ends.map(\.y).max() ?? -1) + 1,
                ways.compactMap { $0.label?.bottom }.max() ?? 0))
    }
}

/// Finds the ways of lines between boxes that stand in layers, with gutters before, between and behind them.
///
/// A line leaves its box into a gutter, runs along it on a track of its own, crosses the layers on its way where they
/// are free, and ends at the side of the other box. Coordinates are those along the layers: where the layers
/// themselves are, and how wide gutters have to be, follows from the tracks.
struct ChannelRouter {
    /// A place at a box.
    struct End {
        let layer: Int
        /// The box, as the router counts them.
        let box: Int
        /// Where on the box lines may end, along the layer.
        let range: ClosedRange<Int>
    }

    /// A line that is wanted.
    struct Request {
        let from: End
        let to: End
        /// How much room its label needs along the layers.
        let label: Int
    }

    /// The way of a line through one gutter.
    struct Leg {
        let gutter: Int
        /// Where it comes in and goes out, along the layers.
        let start: Int
        let end: Int
        /// Whether it comes from the layer before the gutter, and whether it goes to the one before it.
        let comesFromBefore: Bool
        let goesToBefore: Bool
        /// Nil for one that goes straight on.
        var track: Int?
    }

    /// By request.
    private(set) var ways: [[Leg]] = []
    /// How many tracks each gutter has.
    private(set) var trackCounts: [Int]

    private let requests: [Request]
    /// The boxes in each layer, sorted.
    private let obstacles: [[ClosedRange<Int>]]
    private let distance: Int

    /// - Parameters:
    ///   - obstacles: by layer, what is occupied.
    ///   - distance: between lines side by side.
    init(_ requests: [Request], obstacles: [[ClosedRange<Int>]], distance: Int) {
        self.requests = requests
        self.obstacles = obstacles.map { $0.sorted { $0.lowerBound < $1.lowerBound } }
        self.distance = distance
        trackCounts = Array(repeating: 0, count: obstacles.count + 1)
        var crossings = spread(aroundAll(requests.map(crossings)))
        let ports = ports(crossings)
        levelCrossings(&crossings, ports)
        ways = requests.indices.map { legs(of: $0, crossings[$0], ports[$0]) }
        assignTracks()
    }

    // MARK: - Layers that are crossed

    /// The layers between both ends, in the line's direction.
    private func crossed(_ request: Request) -> [Int] {
        let (from, to) = (request.from.layer, request.to.layer)
        if from < to { return Array(from + 1..<to) }
        return from > to ? (to + 1..<from).reversed() : []
    }

    private func crossings(_ request: Request) -> [Int] {
        var position = request.from.range.middle
        let target = request.to.range.middle
        return crossed(request).map { layer in
            position = free(in: layer, near: position, towards: target)
            return position
        }
    }

    /// The nearest place where nothing is in the way.
    private func free(in layer: Int, near position: Int, towards target: Int) -> Int {
        let found = gaps(in: layer).map { gap -> (cost: Int, position: Int) in
            let place = min(max(position, gap.lowerBound), gap.upperBound)
            return (abs(place - position) * 2 + abs(place - target), place)
        }
        return found.min { $0.cost < $1.cost }?.position ?? position
    }

    private static let margin = 6
    private static let far = 1_000_000

    private func gaps(in layer: Int) -> [ClosedRange<Int>] {
        var gaps: [ClosedRange<Int>] = []
        var start = -Self.far
        for obstacle in obstacles[layer] {
            let end = obstacle.lowerBound - Self.margin
            if end >= start { gaps.append(start...end) }
            start = max(start, obstacle.upperBound + Self.margin)
        }
        gaps.append(start...max(start, Self.far))
        return gaps
    }

    /// Lines that go around all boxes of the layers on their way keep to one lane.
    private func aroundAll(_ crossings: [[Int]]) -> [[Int]] {
        struct Lane {
            let layers: ClosedRange<Int>
            let position: Int
        }
        var lanes: [Lane] = []
        var result = crossings
        for (request, positions) in crossings.enumerated() {
            let layers = crossed(requests[request])
            guard let first = layers.min(), let last = layers.max() else { continue }
            let isBefore = zip(layers, positions).allSatisfy { $1 <= (gaps(in: $0).first?.upperBound ?? $1) }
            let isBehind = zip(layers, positions).allSatisfy { $1 >= (gaps(in: $0).last?.lowerBound ?? $1) }
            guard isBefore || isBehind, var position = isBefore ? positions.min() : positions.max() else { continue }
            while lanes.contains(where: { $0.layers.overlaps(first...last) && abs($0.position - position) < distance })
            {
                position += isBefore ? -distance : distance
            }
            lanes.append(Lane(layers: first...last, position: position))
            result[request] = Array(repeating: position, count: positions.count)
        }
        return result
    }

    /// Lines that cross a layer in the same gap run side by side.
    private func spread(_ crossings: [[Int]]) -> [[Int]] {
        struct Crossing {
            let request: Int
            let index: Int
            let position: Int
        }
        var result = crossings
        for layer in obstacles.indices {
            var all: [Crossing] = []
            for (request, positions) in crossings.enumerated() {
                for (index, other) in crossed(requests[request]).enumerated() where other == layer {
                    all.append(Crossing(request: request, index: index, position: positions[index]))
                }
            }
            for gap in gaps(in: layer) {
                let inside = all.filter { gap.contains($0.position) }.sorted {
                    ($0.position, requests[$0.request].to.range.middle, $0.request)
                        < ($1.position, requests[$1.request].to.range.middle, $1.request)
                }
                let points = Spreading.points(inside.map(\.position), in: gap, distance: distance)
                for (crossing, point) in zip(inside, points) { result[crossing.request][crossing.index] = point }
            }
        }
        return result
    }

    // MARK: - Ends

    private struct Side: Hashable {
        let box: Int
        let isHigh: Bool
    }

    /// Where lines leave and reach their boxes: those of one side in the order of where they go to.
    private func ports(_ crossings: [[Int]]) -> [(start: Int, end: Int)] {
        var ports = requests.map { request in
            let (from, to) = (request.from.range, request.to.range)
            // Straight, where both can.
            let shared =
                max(
                    from.lowerBound, to.lowerBound)...max(
                    max(from.lowerBound, to.lowerBound), min(from.upperBound, to.upperBound))
            let isStraight = max(from.lowerBound, to.lowerBound) <= min(from.upperBound, to.upperBound)
            return isStraight ? (start: shared.middle, end: shared.middle) : (start: from.middle, end: to.middle)
        }
        let sides = ends(crossings)
        for _ in 0..<3 {
            // All at once, each by where the others were.
            let known = ports
            for side in sides { assign(side, crossings, known, &ports) }
        }
        straighten(&ports, crossings)
        return ports
    }

    /// Takes small steps out of lines between neighbours, where no other line is in the way.
    private func straighten(_ ports: inout [(start: Int, end: Int)], _ crossings: [[Int]]) {
        var taken: [Side: [Int]] = [:]
        for (index, request) in requests.enumerated() {
            taken[Side(box: request.from.box, isHigh: isHigh(request, \.from)), default: []].append(ports[index].start)
            taken[Side(box: request.to.box, isHigh: isHigh(request, \.to)), default: []].append(ports[index].end)
        }
        func move(_ side: Side, _ range: ClosedRange<Int>, from old: Int, to new: Int) -> Bool {
            var others = taken[side] ?? []
            if let own = others.firstIndex(of: old) { others.remove(at: own) }
            guard range.contains(new), !others.contains(where: { abs($0 - new) < distance }) else { return false }
            taken[side] = others + [new]
            return true
        }
        for (index, request) in requests.enumerated() where request.from.layer != request.to.layer {
            let (start, end) = ports[index]
            let (next, last) = (crossings[index].first ?? end, crossings[index].last ?? start)
            let from = Side(box: request.from.box, isHigh: isHigh(request, \.from))
            if start != next, abs(start - next) < 2 * distance,
                move(from, request.from.range, from: start, to: next)
            {
                ports[index].start = next
            }
            let known = crossings[index].isEmpty ? ports[index].start : last
            let to = Side(box: request.to.box, isHigh: isHigh(request, \.to))
            if end != known, abs(end - known) < 2 * distance, move(to, request.to.range, from: end, to: known) {
                ports[index].end = known
            }
        }
    }

    /// Takes small steps out of lines where they cross the first or last layer on their way, and no other line is near.
    private func levelCrossings(_ crossings: inout [[Int]], _ ports: [(start: Int, end: Int)]) {
        var taken: [Int: [Int]] = [:]
        for (request, positions) in crossings.enumerated() {
            for (layer, position) in zip(crossed(requests[request]), positions) {
                taken[layer, default: []].append(position)
            }
        }
        func level(_ request: Int, _ index: Int, to port: Int) {
            let layer = crossed(requests[request])[index]
            let old = crossings[request][index]
            guard old != port, abs(old - port) < 2 * distance else { return }
            var others = taken[layer] ?? []
            if let own = others.firstIndex(of: old) { others.remove(at: own) }
            guard !others.contains(where: { abs($0 - port) < distance }),
                gaps(in: layer).contains(where: { $0.contains(port) && $0.contains(old) })
            else { return }
            taken[layer] = others + [port]
            crossings[request][index] = port
        }
        for (request, positions) in crossings.enumerated() where !positions.isEmpty {
            level(request, 0, to: ports[request].start)
            level(request, positions.count - 1, to: ports[request].end)
        }
    }

    /// One end of a line.
    private struct LineEnd {
        let request: Int
        let isStart: Bool
    }

    /// The ends of lines by the sides of boxes, in the order of the lines.
    private func ends(_ crossings: [[Int]]) -> [[LineEnd]] {
        var order: [Side] = []
        var ends: [Side: [LineEnd]] = [:]
        for (index, request) in requests.enumerated() {
            for isStart in [true, false] {
                let end = isStart ? \Request.from : \Request.to
                let side = Side(box: request[keyPath: end].box, isHigh: isHigh(request, end))
                if ends[side] == nil { order.append(side) }
                ends[side, default: []].append(LineEnd(request: index, isStart: isStart))
            }
        }
        return order.compactMap { ends[$0] }
    }

    private func assign(
        _ ends: [LineEnd], _ crossings: [[Int]], _ known: [(start: Int, end: Int)],
        _ ports: inout [(start: Int, end: Int)]
    ) {
        let wishes = ends.map { end -> (end: LineEnd, position: Int) in
            let port = known[end.request]
            let way = crossings[end.request]
            return (end, end.isStart ? way.first ?? port.end : way.last ?? port.start)
        }.sorted { ($0.position, $0.end.request) < ($1.position, $1.end.request) }
        guard let first = ends.first else { return }
        let range = first.isStart ? requests[first.request].from.range : requests[first.request].to.range
        let room = ends.map { requests[$0.request].label }.max() ?? 0
        let points = Spreading.points(wishes.map(\.position), in: range, distance: max(distance, room))
        for (wish, point) in zip(wishes, points) {
            if wish.end.isStart {
                ports[wish.end.request].start = point
            } else {
                ports[wish.end.request].end = point
            }
        }
    }

    /// Whether a line leaves or reaches a box on the side behind it.
    private func isHigh(_ request: Request, _ end: KeyPath<Request, End>) -> Bool {
        let (from, to) = (request.from.layer, request.to.layer)
        if from == to { return true }
        return end == \Request.from ? from < to : to < from
    }

    // MARK: - Gutters

    private func legs(of index: Int, _ crossings: [Int], _ ports: (start: Int, end: Int)) -> [Leg] {
        let request = requests[index]
        let (from, to) = (request.from.layer, request.to.layer)
        let positions = [ports.start] + crossings + [ports.end]
        if from == to {
            return [
                Leg(
                    gutter: from + 1, start: ports.start, end: ports.end, comesFromBefore: true, goesToBefore: true)
            ]
        }
        return zip(positions, positions.dropFirst()).enumerated().map { step, pair in
            let isForward = from < to
            return Leg(
                gutter: isForward ? from + 1 + step : from - step, start: pair.0, end: pair.1,
                comesFromBefore: isForward, goesToBefore: !isForward)
        }
    }

    private struct Segment {
        let request: Int
        let leg: Int
        let span: ClosedRange<Int>
        /// Where lines lead to it from before the gutter, and from behind.
        let before: [Int]
        let behind: [Int]
    }

    private mutating func assignTracks() {
        for gutter in trackCounts.indices {
            var segments: [Segment] = []
            for (request, legs) in ways.enumerated() {
                for (index, leg) in legs.enumerated() where leg.gutter == gutter {
                    guard leg.start != leg.end || leg.comesFromBefore == leg.goesToBefore else { continue }
                    let ends = [(leg.start, leg.comesFromBefore), (leg.end, leg.goesToBefore)]
                    segments.append(
                        Segment(
                            request: request, leg: index, span: min(leg.start, leg.end)...max(leg.start, leg.end),
                            before: ends.filter(\.1).map(\.0), behind: ends.filter { !$0.1 }.map(\.0)))
                }
            }
            let ordered = Self.ordered(segments)
            var tracks: [Int] = []
            for (index, segment) in ordered.enumerated() {
                let blocking = (0..<index).filter { other in
                    let span = ordered[other].span
                    return span.lowerBound - distance < segment.span.upperBound
                        && segment.span.lowerBound - distance < span.upperBound
                }
                let track = (blocking.map { tracks[$0] }.max() ?? -1) + 1
                tracks.append(track)
                ways[segment.request][segment.leg].track = track
            }
            trackCounts[gutter] = (tracks.max() ?? -1) + 1
        }
    }

    /// So that they cross each other as seldom as neighbours that change places can make it.
    private static func ordered(_ segments: [Segment]) -> [Segment] {
        var segments = segments.sorted {
            ($0.span.lowerBound, $0.span.upperBound, $0.request) < ($1.span.lowerBound, $1.span.upperBound, $1.request)
        }
        guard segments.count > 1 else { return segments }
        for _ in 0..<min(segments.count, 40) {
            var isChanged = false
            for index in 1..<segments.count {
                let (first, second) = (segments[index - 1], segments[index])
                if cost(second, first) < cost(first, second) {
                    segments.swapAt(index - 1, index)
                    isChanged = true
                }
            }
            if !isChanged { break }
        }
        return segments
    }

    /// How often two lines cross where the first one's track is nearer to the layer before.
    private static func cost(_ first: Segment, _ second: Segment) -> Int {
        func crossings(_ ends: [Int], _ span: ClosedRange<Int>) -> Int {
            ends.count { span.lowerBound < $0 && $0 < span.upperBound }
        }
        let onTopOfEachOther = first.behind.count { end in second.before.contains { abs($0 - end) < 4 } }
        return crossings(first.behind, second.span) + crossings(second.before, first.span) + 5 * onTopOfEachOther
    }
}

extension ClosedRange<Int> {
    var middle: Int { (lowerBound + upperBound) / 2 }
}

/// Puts a network's cards into its tiers and zones: zones are columns, tiers are rows of rows, from the internet inwards.
struct NetworkLayout {
    /// Where a line to somebody outside of the network crosses its border.
    struct Port {
        let connection: Int
        /// Of the network, from its top.
        let y: Int
        let points: [Point]
    }

    /// A side of the network.
    enum Side {
        case left, right
    }

    private(set) var drawing = Drawing(size: Point(x: 0, y: 0))
    private(set) var ports: [Port] = []

    private let network: Network
    private let cards: [Card]
    private let connections: [Connection]
    private let drawn: Set<Int>
    /// Of connections with one end in the network, where the other one is.
    private let sides: [Int: Side]

    /// A card in its row.
    private struct Slot {
        let card: Int
        let row: Int
        let columns: ClosedRange<Int>
    }

    /// What a row of cards belongs to; nil for the network as a whole.
    private var rows: [Int?] = []
    private var slots: [Slot] = []
    private var texts: [CardText] = []
    private var heights: [Int] = []

    /// - Parameters:
    ///   - cards: those in the network.
    ///   - connections: all, of which those are drawn that are in the network.
    ///   - drawn: which of them are drawn at all.
    ///   - sides: of those that lead out of it, by position.
    init(_ network: Network, _ cards: [Card], _ connections: [Connection], drawn: Set<Int>, sides: [Int: Side]) {
        self.network = network
        self.cards = cards
        self.connections = connections
        self.drawn = drawn
        self.sides = sides
        fillRows()
        measure()
        draw()
    }

    // MARK: - Rows

    private static let columnPadding = 10
    private static let columnGap = 14
    private static var columnWidth: Int { CardText.width + 2 * columnPadding }

    private var columnCount: Int { max(1, network.zones.count) }
    private var contentWidth: Int { columnCount * Self.columnWidth + (columnCount - 1) * Self.columnGap }

    private func columnStart(_ column: Int) -> Int { column * (Self.columnWidth + Self.columnGap) }

    private func range(of slot: Slot) -> ClosedRange<Int> {
        let start = columnStart(slot.columns.lowerBound) + Self.columnPadding
        return start...(columnStart(slot.columns.upperBound) + Self.columnPadding + CardText.width)
    }

    /// With the room that its subnets have around it.
    private func columnRange(of slot: Slot) -> ClosedRange<Int> {
        columnStart(slot.columns.lowerBound)...(columnStart(slot.columns.upperBound) + Self.columnWidth)
    }

    /// The tier with most of a card's subnets.
    private func tier(of card: Card) -> Int? {
        var counts: [Int: Int] = [:]
        for subnet in card.place?.subnets ?? [] { counts[network.subnets[subnet].tier, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }

    private mutating func fillRows() {
        let tiers = cards.map(tier)
        let links = links
        let ranks = Layering.layers(count: cards.count, edges: links)
        for tier in network.tiers.indices {
            fill(
                cards.indices.filter { tiers[$0] == tier }.sorted { (ranks[$0], $0) < (ranks[$1], $1) }, tier, ranks,
                links)
        }
        let others = cards.indices.filter { tiers[$0] == nil }
        if !others.isEmpty { fill(others, nil, ranks, links) }
    }

    /// - Parameter ranks: how far each card is from where traffic comes in.
    private mutating func fill(
        _ members: [Int], _ tier: Int?, _ ranks: [Int], _ links: [(from: Int, to: Int)]
    ) {
        let before = Dictionary(grouping: links) { $0.to }.mapValues { $0.map(\.from) }
        let first = rows.count
        var occupied: [Set<Int>] = []
        var placed: [Int: Int] = [:]
        for (index, card) in members.enumerated() {
            let wanted = columns(of: cards[card], tier) ?? (index % columnCount)...(index % columnCount)
            // Below what leads to it.
            let leading = (before[card] ?? []).filter { ranks[$0] < ranks[card] }
            let earliest = leading.compactMap { placed[$0] }.max().map { $0 + 1 } ?? 0
            var row = earliest
            while row < occupied.count, !occupied[row].isDisjoint(with: wanted) { row += 1 }
            while occupied.count <= row { occupied.append([]) }
            occupied[row].formUnion(wanted)
            placed[card] = row
            slots.append(Slot(card: card, row: first + row, columns: wanted))
        }
        // A tier without cards has room for its subnets.
        rows += Array(repeating: tier, count: max(1, occupied.count))
    }

    private func columns(of card: Card, _ tier: Int?) -> ClosedRange<Int>? {
        guard let tier else { return nil }
        let zones = (card.place?.subnets ?? []).map { network.subnets[$0] }.filter { $0.tier == tier }.map(\.zone)
        guard let least = zones.min(), let most = zones.max() else { return nil }
        return least...most
    }

    /// What leads from one card to another.
    private var links: [(from: Int, to: Int)] {
        let positions = Dictionary(cards.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return connections.compactMap { connection in
            guard let from = positions[connection.from], let to = positions[connection.to] else { return nil }
            return (from, to)
        }
    }

    // MARK: - Sizes

    private mutating func measure() {
        let bySlot = slots.map { slot -> (text: CardText, height: Int) in
            let range = range(of: slot)
            let text = CardText(cards[slot.card], width: range.upperBound - range.lowerBound)
            let outer = sides.keys.count { index in
                connections[index].from == cards[slot.card].id || connections[index].to == cards[slot.card].id
            }
            return (text, max(text.height, 24 + 14 * (outer - 1)))
        }
        texts = bySlot.map(\.text)
        heights = rows.indices.map { row in
            zip(slots, bySlot).filter { $0.0.row == row }.map(\.1.height).max() ?? 4
        }
    }

    // MARK: - Ways

    private static let trackDistance = 9
    private static let far = 100_000

    private func ends(_ slot: Int) -> ChannelRouter.End {
        let range = range(of: slots[slot])
        // Not through the words above a subnet's cards.
        let isNarrow = slots[slot].columns.count == 1
        let start = isNarrow ? range.lowerBound + 150 : range.lowerBound + 40
        return ChannelRouter.End(
            layer: slots[slot].row, box: slot, range: start...(range.upperBound - (isNarrow ? 12 : 40)))
    }

    /// A connection with the way that it takes.
    private struct Way {
        let connection: Int
        let from: Int
        /// Nil for one that leads out of the network between rows.
        let to: Int?
        let side: Side?
    }

    private func isFree(_ slot: Int, on side: Side) -> Bool {
        let own = slots[slot]
        return !slots.contains { other in
            other.row == own.row
                && (side == .left
                    ? other.columns.upperBound < own.columns.lowerBound
                    : other.columns.lowerBound > own.columns.upperBound)
        }
    }

    private func ways() -> (inner: [Way], direct: [(connection: Int, slot: Int, side: Side)]) {
        let bySlot = Dictionary(
            slots.enumerated().map { (cards[$1.card].id, $0) }, uniquingKeysWith: { first, _ in first })
        var inner: [Way] = []
        var direct: [(connection: Int, slot: Int, side: Side)] = []
        for (index, connection) in connections.enumerated() where drawn.contains(index) {
            switch (bySlot[connection.from], bySlot[connection.to]) {
            case (let from?, let to?): inner.append(Way(connection: index, from: from, to: to, side: nil))
            case (let slot?, nil), (nil, let slot?):
                guard let side = sides[index] else { continue }
                if isFree(slot, on: side) {
                    direct.append((index, slot, side))
                } else {
                    inner.append(Way(connection: index, from: slot, to: nil, side: side))
                }
            case (nil, nil): break
            }
        }
        return (inner, direct)
    }

    private func request(_ way: Way, _ index: Int) -> ChannelRouter.Request {
        let from = ends(way.from)
        let label = FontMetrics.width(connections[way.connection].label, size: 11) + 18
        guard let to = way.to else {
            let border = way.side == .left ? -Self.far : Self.far
            return ChannelRouter.Request(
                from: from,
                to: ChannelRouter.End(layer: from.layer, box: -1 - index, range: border...border), label: 14)
        }
        return ChannelRouter.Request(from: from, to: ends(to), label: label)
    }

    // MARK: - Drawing

    private mutating func draw() {
        let (inner, direct) = ways()
        let requests = inner.enumerated().map { request($1, $0) }
        let router = ChannelRouter(
            requests,
            obstacles: rows.indices.map { row in slots.filter { $0.row == row }.map(columnRange) },
            distance: Self.trackDistance)
        let gutters = gutters(inner, router)
        let lanes = router.ways.joined().flatMap { [$0.start, $0.end] }.filter { abs($0) < Self.far }
        // The border, with room for lines that pass beside all cards.
        let left = min(-12, (lanes.min() ?? 0) - 12) - 12
        let right = max(contentWidth + 12, (lanes.max() ?? 0) + 12) + 12
        let height = (gutters.last?.end ?? 0) + 12
        let offset = Point(x: -left, y: 0)
        var drawing = Drawing(size: Point(x: right - left, y: height))
        drawing.frames = frames(gutters, left: left, right: right, height: height)
        drawing.headings = headings(gutters)
        drawing.cards = slots.indices.map { index in
            let range = range(of: slots[index])
            return Drawing.CardBox(
                card: cards[slots[index].card],
                rect: Rect(
                    x: range.lowerBound, y: gutters[slots[index].row].end, width: range.upperBound - range.lowerBound,
                    height: heights[slots[index].row]), text: texts[index])
        }
        for (way, legs) in zip(inner, router.ways) {
            let points = points(way, legs, gutters, left: left, right: right)
            if way.to == nil {
                // Lines into the network come the other way.
                let isIn = connections[way.connection].from != cards[slots[way.from].card].id
                ports.append(
                    Port(
                        connection: way.connection, y: points.last?.y ?? 0,
                        points: (isIn ? points.reversed() : points).map { Point(x: $0.x + offset.x, y: $0.y) }))
            } else {
                drawing.lines.append(line(way.connection, points, legs, gutters))
            }
        }
        addDirect(direct, drawing, left: left, right: right, offset)
        self.drawing.size = drawing.size
        self.drawing.add(drawing, at: offset)
    }

    /// A gutter: where it begins, where its tracks do, and where the row behind it does.
    private struct Gutter {
        let start: Int
        let tracks: Int
        /// Where labels stand of lines that end in the row behind it, and before it.
        let labelsBehind: Int
        let labelsBefore: Int
        let end: Int
    }

    private static let headerHeight = 42
    private static let zoneHeight = 24
    private static let tierHeight = 26
    private static let subnetHeight = 22

    private func gutters(_ ways: [Way], _ router: ChannelRouter) -> [Gutter] {
        var gutters: [Gutter] = []
        var y = 0
        for index in 0...rows.count {
            let labelled = zip(ways, router.ways).filter { way, legs in
                way.to != nil && legs.last?.gutter == index && !connections[way.connection].label.isEmpty
            }
            let hasBehind = labelled.contains { $0.1.last?.goesToBefore == false }
            let hasBefore = labelled.contains { $0.1.last?.goesToBefore == true }
            let tracks = router.trackCounts[index] * Self.trackDistance
            let before = index > 0 ? rows[index - 1] : nil
            let behind = index < rows.count ? rows[index] : nil
            let isWithin = index > 0 && index < rows.count && before == behind
            let start = y
            if index == 0 { y += Self.headerHeight + (hasHeadings ? Self.zoneHeight : 0) }
            if index > 0, !isWithin { y += before == nil ? 4 : 20 }
            y += index == 0 ? 0 : 8
            let labelsBefore = y + 9
            if hasBefore { y += 20 }
            let firstTrack = y
            y += tracks
            let labelsBehind = y + 9
            if hasBehind { y += 20 }
            y += index == 0 ? 0 : 8
            if index < rows.count, !isWithin { y += behind == nil ? 4 : Self.tierHeight + Self.subnetHeight }
            gutters.append(
                Gutter(
                    start: start, tracks: firstTrack, labelsBehind: labelsBehind, labelsBefore: labelsBefore, end: y))
            if index < rows.count { y += heights[index] }
        }
        return gutters
    }

    private func frames(_ gutters: [Gutter], left: Int, right: Int, height: Int) -> [Drawing.Frame] {
        var frames = [
            Drawing.Frame(
                rect: Rect(x: left, y: 0, width: right - left, height: height), style: .network, reach: nil,
                title: network.name, indent: 16, note: network.facts.joined(separator: " · "),
                resource: network.resource?.path)
        ]
        for (index, tier) in network.tiers.enumerated() {
            guard let first = rows.firstIndex(of: index), let last = rows.lastIndex(of: index) else { continue }
            let top = gutters[first].end - Self.tierHeight - Self.subnetHeight
            let bottom = gutters[last].end + heights[last] + 20
            frames.append(
                Drawing.Frame(
                    rect: Rect(x: left + 12, y: top, width: right - left - 24, height: bottom - top), style: .tier,
                    reach: tier.reach, title: tier.reach.words, indent: 8 - left - 12, note: "", resource: nil))
            for subnet in network.subnets where subnet.tier == index {
                let room = Self.columnWidth - 16
                let name = FontMetrics.fitted(subnet.name, into: room, size: 11)
                let rest = room - FontMetrics.width(name, size: 11) - 10
                let hasRoom = FontMetrics.width(subnet.addresses, size: 11) <= rest
                frames.append(
                    Drawing.Frame(
                        rect: Rect(
                            x: columnStart(subnet.zone), y: top + Self.tierHeight, width: Self.columnWidth,
                            height: bottom - top - Self.tierHeight - 10), style: .subnet, reach: subnet.reach,
                        title: name, indent: 8, note: hasRoom ? subnet.addresses : "", resource: subnet.resource?.path))
            }
        }
        return frames
    }

    private var hasHeadings: Bool { !network.subnets.isEmpty && network.zones != [Network.untold] }

    private func headings(_ gutters: [Gutter]) -> [Drawing.Heading] {
        guard hasHeadings else { return [] }
        return network.zones.enumerated().map { column, name in
            Drawing.Heading(
                rect: Rect(
                    x: columnStart(column), y: Self.headerHeight - 4, width: Self.columnWidth,
                    height: Self.zoneHeight), text: name)
        }
    }

    private func points(
        _ way: Way, _ legs: [ChannelRouter.Leg], _ gutters: [Gutter], left: Int, right: Int
    ) -> [Point] {
        var points: [Point] = []
        func border(_ x: Int) -> Int { min(max(x, left), right) }
        for (index, leg) in legs.enumerated() {
            let gutter = gutters[leg.gutter]
            let track = gutter.tracks + (leg.track ?? 0) * Self.trackDistance + 4
            let before = leg.gutter > 0 ? gutters[leg.gutter - 1].end + heights[leg.gutter - 1] : gutter.start
            // The box itself may be lower than its row.
            if index == 0 { points.append(Point(x: leg.start, y: leg.comesFromBefore ? before : gutter.end)) }
            if leg.track != nil {
                points += [Point(x: border(leg.start), y: track), Point(x: border(leg.end), y: track)]
            }
            if index == legs.count - 1, way.to != nil {
                points.append(Point(x: leg.end, y: leg.goesToBefore ? before : gutter.end))
            }
        }
        return Drawing.Line.simplified(points)
    }

    private func line(
        _ connection: Int, _ points: [Point], _ legs: [ChannelRouter.Leg], _ gutters: [Gutter]
    ) -> Drawing.Line {
        let text = connections[connection].label
        var label: Rect?
        if let last = legs.last, !text.isEmpty {
            let gutter = gutters[last.gutter]
            let width = FontMetrics.width(text, size: 11) + 12
            let y = last.goesToBefore ? gutter.labelsBefore : gutter.labelsBehind
            let x = min(max(last.end - width / 2, 0), max(0, contentWidth - width))
            label = Rect(x: x, y: y - 8, width: width, height: 18)
        }
        return Drawing.Line(connection: connection, points: points, label: label, text: text)
    }

    /// Lines that leave a card straight to the border.
    private mutating func addDirect(
        _ direct: [(connection: Int, slot: Int, side: Side)], _ drawing: Drawing, left: Int, right: Int,
        _ offset: Point
    ) {
        for side in [Side.left, .right] {
            for slot in slots.indices {
                let lines = direct.filter { $0.slot == slot && $0.side == side }
                guard !lines.isEmpty else { continue }
                let rect = drawing.cards[slot].rect
                let wishes = Array(repeating: rect.middle.y, count: lines.count)
                let ys = Spreading.points(wishes, in: (rect.y + 10)...(rect.bottom - 10), distance: 18)
                for (line, y) in zip(lines, ys) {
                    let inner = Point(x: (side == .left ? rect.x : rect.right) + offset.x, y: y)
                    let outer = Point(x: (side == .left ? left : right) + offset.x, y: y)
                    let isOut = connections[line.connection].from == cards[slots[slot].card].id
                    ports.append(
                        Port(connection: line.connection, y: y, points: isOut ? [inner, outer] : [outer, inner]))
                }
            }
        }
    }
}

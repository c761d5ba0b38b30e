/// A picture of an architecture with everything in its place.
struct Drawing: Sendable {
    /// A box around others.
    struct Frame: Sendable {
        enum Style: String, Sendable {
            case network, tier, subnet, stacks
        }

        let rect: Rect
        let style: Style
        /// What a tier's subnets can reach, or a subnet's.
        let reach: Network.Reach?
        let title: String
        /// How far the title is from the left side.
        let indent: Int
        /// What stands behind the title, dim.
        let note: String
        /// The path of the resource; nil for a tier, and for what no template makes.
        let resource: String?
    }

    /// A word over a column.
    struct Heading: Sendable {
        let rect: Rect
        let text: String
    }

    struct CardBox: Sendable {
        let card: Card
        let rect: Rect
        let text: CardText
    }

    /// A stack's box, and which one of the architecture's it is.
    struct Stack: Sendable {
        let index: Int
        let rect: Rect
    }

    struct Line: Sendable {
        /// The connection's position in the architecture; nil for what stacks hand over.
        let connection: Int?
        /// With a corner at each but the first and the last.
        var points: [Point]
        /// Nil for one without, and where there was no room.
        var label: Rect?
        let text: String
    }

    var size: Point
    var frames: [Frame] = []
    var headings: [Heading] = []
    var cards: [CardBox] = []
    var stacks: [Stack] = []
    var lines: [Line] = []

    mutating func add(_ other: Drawing, at offset: Point) {
        frames += other.frames.map {
            Frame(
                rect: $0.rect.moved(by: offset), style: $0.style, reach: $0.reach, title: $0.title, indent: $0.indent,
                note: $0.note, resource: $0.resource)
        }
        headings += other.headings.map { Heading(rect: $0.rect.moved(by: offset), text: $0.text) }
        cards += other.cards.map { CardBox(card: $0.card, rect: $0.rect.moved(by: offset), text: $0.text) }
        stacks += other.stacks.map { Stack(index: $0.index, rect: $0.rect.moved(by: offset)) }
        lines += other.lines.map { line in
            var line = line
            line.points = line.points.map { Point(x: $0.x + offset.x, y: $0.y + offset.y) }
            line.label = line.label?.moved(by: offset)
            return line
        }
    }
}

extension Drawing.Line {
    /// Without points that lie between their neighbours.
    static func simplified(_ points: [Point]) -> [Point] {
        var kept: [Point] = []
        for point in points {
            if kept.last == point { continue }
            if kept.count > 1 {
                let (first, second) = (kept[kept.count - 2], kept[kept.count - 1])
                let isStraight =
                    first.x == second.x && second.x == point.x || first.y == second.y && second.y == point.y
                if isStraight { kept.removeLast() }
            }
            kept.append(point)
        }
        return kept
    }
}

import Diagnostics
import Plan

extension Architecture {
    /// The picture as a file of SVG, which needs nothing else, light and dark as its reader is.
    public var svg: String {
        var markup = Markup()
        PictureWriter(self, isFile: true).write(to: &markup)
        return markup.text
    }
}

/// Writes a picture as SVG.
struct PictureWriter {
    let architecture: Architecture
    let drawing: Drawing
    /// What becomes of what, by path; none where nothing is compared.
    private let marks: PictureMarks
    /// Whether it is a file of its own, and not a part of a page.
    private let isFile: Bool
    private static let margin = 28
    private static let titleHeight = 46
    private static let legendHeight = 34

    init(_ architecture: Architecture, marks: PictureMarks = PictureMarks(), isFile: Bool) {
        self.architecture = architecture
        self.marks = marks
        self.isFile = isFile
        drawing = Drawing(architecture)
    }

    /// Wide enough for the legend too.
    private var size: Point {
        Point(
            x: max(drawing.size.x, 560) + 2 * Self.margin,
            y: drawing.size.y + top + Self.legendHeight + Self.margin)
    }

    /// Where the picture begins below the title, which a page has itself.
    private var top: Int { Self.margin + (isFile ? Self.titleHeight : 0) }

    /// In a sentence, for who cannot see it.
    private var description: String {
        let count = architecture.resourceCount
        return "\(count) resource\(count == 1 ? "" : "s") in \(architecture.cards.count) boxes and "
            + "\(architecture.networks.count) network\(architecture.networks.count == 1 ? "" : "s"), with "
            + "\(architecture.connections.count) connections"
    }

    /// The element, with its styles where it is a file of its own.
    func write(to markup: inout Markup) {
        var attributes = [
            ("class", "diagram"), ("viewBox", "0 0 \(size.x) \(size.y)"), ("width", "\(size.x)"),
            ("height", "\(size.y)"), ("role", "img"), ("aria-labelledby", "picture-title picture-description"),
        ]
        if isFile {
            attributes.insert(("xmlns", "http://www.w3.org/2000/svg"), at: 0)
        } else {
            // So that a page makes no picture smaller than can be read.
            attributes.append(("style", "--natural:\(size.x)px"))
        }
        markup.element("svg", attributes) { svg in
            svg.write(raw: "\n")
            svg.element("title", [("id", "picture-title")], architecture.title)
            svg.element("desc", [("id", "picture-description")], description)
            if isFile {
                svg.element("style") {
                    $0.write(raw: "\n" + Theme.variables(of: ".diagram") + Theme.picture)
                }
                svg.empty(
                    "rect",
                    [("width", "\(size.x)"), ("height", "\(size.y)"), ("rx", "12"), ("style", "fill:var(--page)")])
            }
            // A page has its own.
            if isFile { writeTitle(&svg) }
            svg.element("g", [("transform", "translate(\(Self.margin) \(top))")]) { g in
                g.write(raw: "\n")
                writeDrawing(&g)
            }
            writeLegend(&svg)
        }
    }

    private func text(
        _ svg: inout Markup, _ x: Int, _ y: Int, _ style: String, _ content: String, anchor: String? = nil
    ) {
        var attributes = [("x", "\(x)"), ("y", "\(y)"), ("class", style)]
        if let anchor { attributes.append(("text-anchor", anchor)) }
        svg.element("text", attributes, content)
    }

    // MARK: - Around it

    private func writeTitle(_ svg: inout Markup) {
        let room = size.x - 2 * Self.margin
        let note = [architecture.region, "\(architecture.resourceCount) resources"].compactMap(\.self).joined(
            separator: " · ")
        let noteWidth = FontMetrics.width(note, size: 12)
        let title = FontMetrics.fitted(architecture.title, into: room - noteWidth - 20, size: 20, isBold: true)
        text(&svg, Self.margin, Self.margin + 20, "title", title)
        text(&svg, size.x - Self.margin, Self.margin + 20, "t12 dim", note, anchor: "end")
    }

    /// What the lines mean that there are.
    private func writeLegend(_ svg: inout Markup) {
        let words: [(Connection.Kind, String)] = [
            (.traffic, "may connect"), (.delivery, "delivers"), (.access, "is allowed to"), (.reference, "names"),
        ]
        let y = size.y - Self.margin + 2
        var x = Self.margin
        let drawn = drawing.lines.compactMap { $0.connection.map { architecture.connections[$0] } }
        for (kind, meaning) in words where drawn.contains(where: { $0.kind == kind }) {
            svg.element("g", [("class", kind.style)]) { g in
                g.empty("path", [("class", "way"), ("d", "M\(x) \(y - 4)h24")])
                g.empty("path", [("class", "tip"), ("d", "M\(x + 30) \(y - 4)l-8 -4v8z")])
            }
            text(&svg, x + 38, y, "t11 dim", meaning)
            x += 38 + FontMetrics.width(meaning, size: 11) + 22
        }
        if drawn.contains(where: { !$0.isCertain })
            || architecture.cards.contains(where: \.isUncertain)
        {
            svg.element("g", [("class", "maybe")]) { g in
                g.empty("path", [("class", "way"), ("d", "M\(x) \(y - 4)h28")])
            }
            text(&svg, x + 36, y, "t11 dim", "depends on a condition")
            x += 36 + FontMetrics.width("depends on a condition", size: 11) + 22
        }
        if architecture.undrawnCount > 0 {
            text(&svg, x, y, "t11 b", "and \(architecture.undrawnCount) more connections")
        }
    }

    // MARK: - The picture

    private func writeDrawing(_ svg: inout Markup) {
        for frame in drawing.frames { write(frame, &svg) }
        for heading in drawing.headings {
            text(
                &svg, heading.rect.middle.x, heading.rect.y + 17, "t11 b dim",
                FontMetrics.fitted(heading.text, into: heading.rect.width, size: 11, isBold: true), anchor: "middle")
        }
        for line in drawing.lines { write(line, &svg) }
        for stack in drawing.stacks { write(stack, &svg) }
        for box in drawing.cards { write(box, &svg) }
        for line in drawing.lines { writeLabel(line, &svg) }
    }

    private func write(_ frame: Drawing.Frame, _ svg: inout Markup) {
        let rect = frame.rect
        var style = frame.style.rawValue + (frame.reach.map { " \($0.style)" } ?? "")
        let mark = frame.resource.flatMap { marks.mark(of: $0) }
        if let mark { style += " marked \(mark.style)" }
        var attributes = [("class", style)]
        if let resource = frame.resource { attributes.append(("data-node", resource)) }
        svg.element("g", attributes) { g in
            g.write(raw: "\n")
            g.empty(
                "rect",
                [
                    ("x", "\(rect.x)"), ("y", "\(rect.y)"), ("width", "\(rect.width)"), ("height", "\(rect.height)"),
                    ("rx", frame.style == .subnet ? "7" : "12"),
                ])
            switch frame.style {
            case .network, .stacks:
                let title = FontMetrics.fitted(frame.title, into: rect.width - 32, size: 13, isBold: true)
                text(&g, rect.x + frame.indent, rect.y + 25, "t13 b", title)
                let used = FontMetrics.width(title, size: 13, isBold: true) + 12
                let note = FontMetrics.fitted(frame.note, into: max(0, rect.width - 32 - used), size: 11)
                text(&g, rect.x + 16 + used, rect.y + 25, "t11 dim", note)
            case .tier:
                text(
                    &g, rect.x + frame.indent, rect.y + 18, "t11 b",
                    FontMetrics.fitted(frame.title, into: rect.width - 12 - frame.indent, size: 11, isBold: true))
            case .subnet:
                text(&g, rect.x + frame.indent, rect.y + 15, "t11 halo", frame.title)
                text(&g, rect.right - (mark == nil ? 8 : 14), rect.y + 15, "t11 dim halo", frame.note, anchor: "end")
            }
            if let mark { write(mark, at: Point(x: rect.right - 2, y: rect.y + 2), &g) }
        }
    }

    private func write(_ box: Drawing.CardBox, _ svg: inout Markup) {
        let rect = box.rect
        var style = "card \(box.card.kind.family.rawValue)"
        if box.card.isUncertain { style += " maybe" }
        if box.card.isOutside { style += " elsewhere" }
        let mark = marks.mark(of: box.card)
        if let mark { style += " marked \(mark.style)" }
        svg.element("g", [("class", style), ("data-node", box.card.id)]) { g in
            g.write(raw: "\n")
            g.element("title", [], box.card.title)
            g.empty(
                "rect",
                [
                    ("x", "\(rect.x)"), ("y", "\(rect.y)"), ("width", "\(rect.width)"), ("height", "\(rect.height)"),
                    ("rx", "9"),
                ])
            let size = CardText.iconWidth
            let tile = Point(x: rect.x + 12, y: rect.middle.y - size / 2)
            g.empty(
                "rect",
                [
                    ("class", "tile"), ("x", "\(tile.x)"), ("y", "\(tile.y)"), ("width", "\(size)"),
                    ("height", "\(size)"), ("rx", "7"),
                ])
            g.empty(
                "path",
                [
                    ("class", "glyph"), ("transform", "translate(\(tile.x + 5) \(tile.y + 5))"),
                    ("d", Glyph.path(of: box.card.kind)),
                ])
            writeText(box, &g)
            if let mark { write(mark, at: Point(x: rect.right - 2, y: rect.y + 2), &g) }
        }
    }

    private func writeText(_ box: Drawing.CardBox, _ svg: inout Markup) {
        let x = box.rect.x + CardText.left
        var y = box.rect.middle.y - box.text.inkHeight / 2
        if !box.text.stack.isEmpty {
            text(&svg, x, y + 9, "t10 dim", box.text.stack)
            y += 13
        }
        for line in box.text.name {
            text(&svg, x, y + 12, "t13 b", line)
            y += 16
        }
        for line in box.text.notes {
            text(&svg, x, y + 11, "t11 dim", line)
            y += 15
        }
    }

    private func write(_ stack: Drawing.Stack, _ svg: inout Markup) {
        let rect = stack.rect
        let box = architecture.stacks[stack.index]
        let id = box.resource?.path ?? ""
        var style = "stack"
        let mark = marks.mark(of: box)
        if let mark { style += " marked \(mark.style)" }
        svg.element("g", [("class", style), ("data-node", id)]) { g in
            g.write(raw: "\n")
            g.element("title", [], id)
            g.empty(
                "rect",
                [
                    ("x", "\(rect.x)"), ("y", "\(rect.y)"), ("width", "\(rect.width)"), ("height", "\(rect.height)"),
                    ("rx", "9"),
                ])
            let name = FontMetrics.fitted(box.path.path, into: rect.width - 24, size: 13, isBold: true)
            text(&g, rect.x + 12, rect.y + 21, "t13 b", name)
            let count = box.resourceCount
            text(&g, rect.x + 12, rect.y + 37, "t11 dim", "\(count) resource\(count == 1 ? "" : "s")")
            if let mark { write(mark, at: Point(x: rect.right - 2, y: rect.y + 2), &g) }
        }
    }

    private func write(_ mark: ChangeMark, at point: Point, _ svg: inout Markup) {
        svg.element("g", [("class", "badge \(mark.style)")]) { g in
            g.empty("circle", [("cx", "\(point.x)"), ("cy", "\(point.y)"), ("r", "10")])
            text(&g, point.x, point.y + 5, "t13 b", String(mark.rawValue), anchor: "middle")
        }
    }

    // MARK: - Lines

    private func write(_ line: Drawing.Line, _ svg: inout Markup) {
        guard let last = line.points.last, line.points.count > 1 else { return }
        svg.element("g", attributes(of: line)) { g in
            if let index = line.connection { g.element("title", [], architecture.connections[index].title) }
            let before = line.points[line.points.count - 2]
            g.empty("path", [("class", "way"), ("d", Self.path(line.points))])
            g.empty("path", [("class", "tip"), ("d", Self.tip(at: last, from: before))])
        }
    }

    private func attributes(of line: Drawing.Line) -> [(String, String)] {
        guard let index = line.connection else { return [("class", "connection")] }
        let connection = architecture.connections[index]
        var style = "connection \(connection.kind.style)"
        if !connection.isCertain { style += " maybe" }
        if let mark = marks.mark(of: connection) { style += " marked \(mark.style)" }
        return [("class", style), ("data-from", connection.from), ("data-to", connection.to)]
    }

    /// With round corners; the tip covers the end.
    private static func path(_ points: [Point]) -> String {
        var path = "M\(points[0].x) \(points[0].y)"
        for index in 1..<points.count {
            let (point, before) = (points[index], points[index - 1])
            guard index + 1 < points.count else {
                let end = step(from: point, towards: before, 6)
                path += "L\(end.x) \(end.y)"
                break
            }
            let radius = min(8, distance(before, point) / 2, distance(point, points[index + 1]) / 2)
            let (start, end) = (
                step(from: point, towards: before, radius), step(from: point, towards: points[index + 1], radius)
            )
            path += "L\(start.x) \(start.y)Q\(point.x) \(point.y) \(end.x) \(end.y)"
        }
        return path
    }

    private static func distance(_ one: Point, _ other: Point) -> Int { abs(one.x - other.x) + abs(one.y - other.y) }

    private static func step(from point: Point, towards other: Point, _ length: Int) -> Point {
        Point(
            x: point.x + (other.x - point.x).signum() * min(length, abs(other.x - point.x)),
            y: point.y + (other.y - point.y).signum() * min(length, abs(other.y - point.y)))
    }

    private static func tip(at end: Point, from before: Point) -> String {
        let base = step(from: end, towards: before, 9)
        return end.x == before.x
            ? "M\(end.x) \(end.y)L\(base.x - 4) \(base.y)L\(base.x + 4) \(base.y)Z"
            : "M\(end.x) \(end.y)L\(base.x) \(base.y - 4)L\(base.x) \(base.y + 4)Z"
    }

    private func writeLabel(_ line: Drawing.Line, _ svg: inout Markup) {
        guard let rect = line.label else { return }
        var attributes = attributes(of: line)
        attributes[0].1 += " label"
        svg.element("g", attributes) { g in
            g.empty(
                "rect",
                [
                    ("x", "\(rect.x)"), ("y", "\(rect.y)"), ("width", "\(rect.width)"), ("height", "\(rect.height)"),
                    ("rx", "9"),
                ])
            text(&g, rect.middle.x, rect.y + 13, "t11", line.text, anchor: "middle")
        }
    }
}

extension Card {
    /// For who points at it.
    fileprivate var title: String {
        guard !isOutside else { return "\(name), \(words)" }
        return resources.count == 1 ? "\(id) (\(resources[0].type))" : resources.map(\.path).joined(separator: "\n")
    }
}

extension Connection {
    /// For who points at it.
    fileprivate var title: String { "\(from) → \(to)" + (label.isEmpty ? "" : ": \(label)") }
}

extension Connection.Kind {
    /// The name of its style.
    var style: String {
        switch self {
        case .traffic: "traffic"
        case .delivery: "delivery"
        case .access: "access"
        case .reference: "reference"
        }
    }
}

extension Network.Reach {
    /// The name of its style.
    var style: String {
        switch self {
        case .open: "open"
        case .translated, .attached: "translated"
        case .isolated: "isolated"
        case .unknown: "unknown"
        }
    }
}

import XCTest

@testable import Diagram

/// Everything in its place, whatever there is.
final class LayoutTests: XCTestCase {
    /// The same numbers on every machine and in every run.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private func card(_ index: Int, _ place: Placement?, _ random: inout Random) -> Card {
        let name = String(
            (0..<Int.random(in: 1...40, using: &random)).map { _ in "AbcdefgWi".randomElement(using: &random) ?? "a" })
        return Card(
            id: "card\(index)", kind: CardKind.allCases.randomElement(using: &random) ?? .other, name: name,
            stack: index % 3 == 0 ? "Stack" : "", words: "thing",
            facts: index % 2 == 0 ? ["a fact", "another longer fact"] : [],
            resources: [ShownResource(path: "card\(index)", type: "T", place: nil, isUncertain: false, properties: [])],
            parts: [], remarks: [], place: place)
    }

    private func network(zones: Int, tiers: Int) -> Network {
        let reaches: [Network.Reach] = [.open, .translated, .isolated, .unknown]
        return Network(
            id: "net", name: "Net", facts: [], zones: (0..<zones).map { "Zone \($0)" },
            tiers: (0..<tiers).map { Network.Tier(reach: reaches[$0 % 4]) },
            subnets: (0..<zones * tiers).map { index in
                Network.Subnet(
                    id: "sub\(index)", name: "Subnet\(index)", addresses: "10.0.\(index).0/24",
                    reach: reaches[index / zones % 4], zone: index % zones, tier: index / zones, resource: nil)
            }, resource: nil, parts: [], isUncertain: false)
    }

    private func architecture(seed: UInt64) -> Architecture {
        var random = Random(state: seed)
        let zones = Int.random(in: 1...4, using: &random)
        let tiers = Int.random(in: 1...4, using: &random)
        let hasNetwork = Bool.random(using: &random)
        let cards = (0..<Int.random(in: 1...40, using: &random)).map { index -> Card in
            guard hasNetwork, Bool.random(using: &random) else { return card(index, nil, &random) }
            let subnets = (0..<Int.random(in: 0...zones, using: &random)).map { _ in
                Int.random(in: 0..<zones * tiers, using: &random)
            }
            return card(index, Placement(network: 0, subnets: Set(subnets).sorted()), &random)
        }
        let connections = (0..<Int.random(in: 0...60, using: &random)).compactMap { index -> Connection? in
            guard let from = cards.randomElement(using: &random), let to = cards.randomElement(using: &random),
                from.id != to.id
            else { return nil }
            let reason = Connection.Reason(
                kind: .traffic, label: index % 4 == 0 ? "" : "TCP \(index)", detail: "", isCertain: true)
            return Connection(from: from.id, to: to.id, reasons: [reason])
        }
        return Architecture(
            title: "Random", region: nil, networks: hasNetwork ? [network(zones: zones, tiers: tiers)] : [],
            cards: cards,
            connections: connections, stacks: [], absent: [], omittedConnections: 0)
    }

    func testNothingOverlapsAndNothingIsLost() {
        for seed in 1...150 {
            let architecture = architecture(seed: UInt64(seed))
            let drawing = Drawing(architecture)
            XCTAssertEqual(drawing.cards.count, architecture.cards.count, "seed \(seed)")
            let all = Rect(x: 0, y: 0, width: drawing.size.x, height: drawing.size.y)
            for (index, box) in drawing.cards.enumerated() {
                XCTAssertTrue(all.contains(box.rect), "seed \(seed): \(box.card.id) is outside of the picture")
                for other in drawing.cards[..<index] {
                    XCTAssertFalse(
                        box.rect.overlaps(other.rect), "seed \(seed): \(box.card.id) is over \(other.card.id)")
                }
            }
            for frame in drawing.frames where frame.style == .network {
                for box in drawing.cards {
                    let isInside = box.card.place != nil
                    XCTAssertEqual(frame.rect.contains(box.rect), isInside, "seed \(seed): \(box.card.id)")
                    if !isInside { XCTAssertFalse(frame.rect.overlaps(box.rect), "seed \(seed): \(box.card.id)") }
                }
            }
        }
    }

    func testLinesAreDrawnAtRightAnglesAndThroughNoCard() {
        for seed in 1...150 {
            let architecture = architecture(seed: UInt64(seed))
            let drawing = Drawing(architecture)
            XCTAssertEqual(drawing.lines.count, architecture.connections.count, "seed \(seed)")
            for line in drawing.lines {
                let connection = architecture.connections[line.connection ?? 0]
                let name = "seed \(seed): \(connection.from) to \(connection.to)"
                for (start, end) in zip(line.points, line.points.dropFirst()) {
                    XCTAssertTrue(start.x == end.x || start.y == end.y, "\(name) is slanted: \(line.points)")
                    let way = Rect(
                        x: min(start.x, end.x), y: min(start.y, end.y), width: max(1, abs(start.x - end.x)),
                        height: max(1, abs(start.y - end.y)))
                    for box in drawing.cards {
                        XCTAssertFalse(way.overlaps(box.rect.grown(by: -2)), "\(name) runs through \(box.card.id)")
                    }
                }
                let ends = [(connection.from, line.points.first), (connection.to, line.points.last)]
                for (id, point) in ends {
                    let box = drawing.cards.first { $0.card.id == id }
                    let dot = point.map { Rect(x: $0.x, y: $0.y, width: 1, height: 1) }
                    XCTAssertTrue(
                        dot.flatMap { dot in box.map { $0.rect.grown(by: 1).overlaps(dot) } } == true,
                        "\(name) does not end at \(id)")
                }
            }
        }
    }

    func testLabelsCoverNoCardAndNoOtherLabel() {
        for seed in 1...60 {
            let drawing = Drawing(architecture(seed: UInt64(seed)))
            let labels = drawing.lines.compactMap(\.label)
            for (index, label) in labels.enumerated() {
                XCTAssertFalse(drawing.cards.contains { $0.rect.overlaps(label) }, "seed \(seed)")
                XCTAssertFalse(labels[..<index].contains { $0.overlaps(label) }, "seed \(seed)")
            }
        }
    }

    func testWordsFitTheirCard() {
        for seed in 1...20 {
            for box in Drawing(architecture(seed: UInt64(seed))).cards {
                let room = box.rect.width - CardText.left - 12
                for line in box.text.name {
                    XCTAssertLessThanOrEqual(FontMetrics.width(line, size: CardText.nameSize, isBold: true), room)
                }
                for line in box.text.notes {
                    XCTAssertLessThanOrEqual(FontMetrics.width(line, size: CardText.noteSize), room)
                }
                XCTAssertLessThanOrEqual(box.text.height, box.rect.height)
            }
        }
    }

    func testNamesAreBrokenWhereWordsBegin() {
        XCTAssertEqual(
            FontMetrics.lines("AutoScalingGroupLifecycleHook", into: 144, most: 2, size: 13, isBold: true),
            ["AutoScalingGroup", "LifecycleHook"])
        XCTAssertEqual(FontMetrics.lines("Web", into: 144, most: 2, size: 13), ["Web"])
        let long = FontMetrics.lines(String(repeating: "Word", count: 40), into: 144, most: 2, size: 13)
        XCTAssertEqual(long.count, 2)
        XCTAssertEqual(long[1].last, "…")
    }

    func testThingsComeAsNearToTheirWishesAsThereIsRoom() {
        XCTAssertEqual(Spreading.positions([0, 100], sizes: [10, 10]), [0, 100])
        XCTAssertEqual(Spreading.positions([50, 50], sizes: [10, 10]), [45, 55])
        XCTAssertEqual(Spreading.points([5, 5, 5], in: 0...10, distance: 8), [0, 5, 10])
    }

    func testCirclesComeToAnEnd() {
        let layers = Layering.layers(count: 3, edges: [(0, 1), (1, 2), (2, 0)])
        XCTAssertEqual(layers, [0, 1, 2])
    }
}

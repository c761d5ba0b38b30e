import Diagnostics
import Plan

/// What templates make, as a picture shows it: networks with their zones, tiers and subnets, what stands in them and
/// beside them, and what talks to what.
///
/// Every resource is in it once: as a network, as a card, or as a part of one of these.
public struct Architecture: Sendable {
    /// What it is of.
    let title: String
    /// Where it is, as in `eu-west-3`; nil where that is not known.
    let region: String?
    let networks: [Network]
    /// In the order of the templates, those from outside first.
    let cards: [Card]
    let connections: [Connection]
    /// The stacks, the root first; one where none is nested.
    let stacks: [StackBox]
    /// The paths of resources that conditions leave out.
    let absent: [String]
    /// How many connections there were no room for.
    let omittedConnections: Int

    /// The positions of the connections that a picture shows, the strongest where there are more than anybody can follow.
    var drawnConnections: [Int] {
        let order = connections.indices.sorted { (connections[$0].kind, $0) < (connections[$1].kind, $1) }
        return order.prefix(Self.mostLines).sorted()
    }

    private static let mostLines = 240

    /// How many connections a picture does not show.
    var undrawnCount: Int { omittedConnections + max(0, connections.count - Self.mostLines) }

    /// How many resources there are, in the picture or as parts of what is.
    var resourceCount: Int {
        cards.reduce(0) { $0 + $1.resources.count + $1.parts.count }
            + networks.reduce(0) { $0 + $1.resources.count + $1.parts.count } + stacks.count - 1
    }

    func card(_ id: String) -> Card? { cards.first { $0.id == id } }
}

/// A resource as the picture's details tell of it.
struct ShownResource: Sendable {
    /// As in `Data/Database`.
    let path: String
    let type: String
    let place: Diagnostic.Place?
    /// Whether nobody can tell that it is made, since a condition is undecided.
    let isUncertain: Bool
    /// The names of its properties with their values, as people read them.
    let properties: [(name: String, value: String)]
}

/// A stack, and what it is handed by others.
struct StackBox: Sendable {
    /// The logical IDs of the stacks around it, and its own; empty for the root.
    let path: [String]
    let resourceCount: Int
    /// The nested stack as a resource; nil for the root.
    let resource: ShownResource?
    /// The positions of the stacks of which it uses something, with how much.
    let uses: [(stack: Int, count: Int)]
}

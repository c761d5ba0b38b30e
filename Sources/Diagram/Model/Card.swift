import Plan

/// Something that has a box of its own.
struct Card: Sendable {
    /// The path of its resource, or of the first one; of what comes from outside, a word that is no path.
    let id: String
    let kind: CardKind
    /// What is written largest, as in `WebGroup`, `8 alarms`.
    let name: String
    /// The stack that it is in, as in `Compute`; empty for the root, and for what comes from outside.
    let stack: String
    /// What it is, in words, as in `Auto Scaling group`.
    let words: String
    /// What one wants to know of it at a glance, as in `2 to 4 × t3.micro`.
    let facts: [String]
    /// Those that it stands for; none for what comes from outside.
    let resources: [ShownResource]
    /// Those that serve it, and have no card of their own.
    var parts: [ShownResource]
    /// What else is known of it, a line each.
    var remarks: [String]
    let place: Placement?

    /// Whether nobody can tell that it is made.
    var isUncertain: Bool { !resources.isEmpty && resources.allSatisfy(\.isUncertain) }
    /// Whether no template makes it.
    var isOutside: Bool { resources.isEmpty }
}

/// Where a card is in a network.
struct Placement: Sendable, Hashable {
    /// The position of the network.
    let network: Int
    /// The positions of its subnets there; none for what belongs to the network as a whole.
    let subnets: [Int]
}

/// What sort of thing a card is: its colour and its sign.
enum CardKind: String, Sendable, CaseIterable {
    case internet, addresses, person, unknown
    case compute, container, function
    case database, cache
    case storage
    case queue, topic, stream, event, workflow, schedule
    case balancer, gateway, delivery, name, router, link
    case identity, secret, shield
    case alarm, chart, log
    case other

    /// What shares a colour.
    enum Family: String, Sendable, CaseIterable {
        case outside, compute, data, storage, messaging, network, security, operation
    }

    var family: Family {
        switch self {
        case .internet, .addresses, .person, .unknown, .other: .outside
        case .compute, .container, .function: .compute
        case .database, .cache: .data
        case .storage: .storage
        case .queue, .topic, .stream, .event, .workflow, .schedule: .messaging
        case .balancer, .gateway, .delivery, .name, .router, .link: .network
        case .identity, .secret, .shield: .security
        case .alarm, .chart, .log: .operation
        }
    }
}

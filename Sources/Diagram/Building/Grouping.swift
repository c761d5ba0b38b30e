import Plan

/// Puts cards together that differ in nothing that a picture shows, and, where there are more than anybody can look at,
/// those of a type.
struct Grouping {
    private(set) var cards: [Card]
    private(set) var connections: [Connection]

    /// More cards than these nobody reads.
    private static let most = 120
    /// Of what goes or is replaced, more cards than these nobody reads one by one.
    private static let mostApart = 40

    private let fates: [String: ChangeMark]
    /// Whether what goes or is replaced has a card of its own.
    private let keepsApart: Bool

    /// - Parameter fates: what becomes of resources, by their paths: those of different fates are not put together.
    init(_ cards: [Card], _ connections: [Connection], fates: [String: ChangeMark]) {
        self.cards = cards
        self.connections = connections
        self.fates = fates
        keepsApart = fates.values.count(where: Self.isApart) <= Self.mostApart
        let ends = Self.ends(of: connections)
        merge(atLeast: 2) { card in
            card.kind.family == .operation || card.kind == .identity ? [card.stack, card.words] : nil
        }
        merge(atLeast: 3) { [$0.stack, $0.words] + (ends[$0.id] ?? []) }
        if self.cards.count > Self.most { merge(atLeast: 2) { [$0.stack, $0.words] } }
        if self.cards.count > Self.most { merge(atLeast: 2) { [$0.words] } }
        if self.cards.count > Self.most { merge(atLeast: 2) { [$0.kind.family.rawValue] } }
    }

    /// What each card is connected with, sorted.
    private static func ends(of connections: [Connection]) -> [String: [String]] {
        var ends: [String: [String]] = [:]
        for connection in connections {
            ends[connection.from, default: []].append("to \(connection.to): \(connection.label)")
            ends[connection.to, default: []].append("from \(connection.from): \(connection.label)")
        }
        return ends.mapValues { $0.sorted() }
    }

    /// Whether somebody has to see it before the plan is carried out.
    private static func isApart(_ mark: ChangeMark) -> Bool {
        switch mark {
        case .removed, .refused, .replaced, .mayBeReplaced: true
        case .added, .changed, .moved, .untouched: false
        }
    }

    /// - Parameter key: what has to be the same; nil for what stays alone.
    private mutating func merge(atLeast least: Int, _ key: (Card) -> [String]?) {
        struct Key: Hashable {
            let words: [String]
            let place: Placement?
            let isUncertain: Bool
            let isOutside: Bool
            let fate: ChangeMark?
        }
        var members: [Key: [Card]] = [:]
        var order: [Key] = []
        for card in cards {
            let fate = card.resources.first.flatMap { fates[$0.path] }
            let isAlone = keepsApart && fate.map(Self.isApart) == true
            let words = isAlone ? nil : key(card)
            let key = Key(
                words: words ?? ["", card.id], place: card.place, isUncertain: card.isUncertain,
                isOutside: card.isOutside, fate: fate)
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(card)
        }
        var names: [String: String] = [:]
        cards = order.flatMap { key -> [Card] in
            let group = members[key] ?? []
            guard group.count >= least, let first = group.first else { return group }
            for card in group { names[card.id] = first.id }
            return [Card(of: group, as: first)]
        }
        rename(names)
    }

    private mutating func rename(_ names: [String: String]) {
        guard !names.isEmpty else { return }
        var merged: [String: Connection] = [:]
        var order: [String] = []
        for connection in connections {
            let from = names[connection.from] ?? connection.from
            let to = names[connection.to] ?? connection.to
            guard from != to else { continue }
            let key = from + "\u{0}" + to
            if merged[key] == nil { order.append(key) }
            let all = (merged[key]?.reasons ?? []) + connection.reasons
            var reasons: [Connection.Reason] = []
            for reason in all.sorted(by: { $0.kind < $1.kind }) where reasons.count < 60 && !reasons.contains(reason) {
                reasons.append(reason)
            }
            merged[key] = Connection(from: from, to: to, reasons: reasons)
        }
        connections = order.compactMap { merged[$0] }
    }
}

extension Card {
    /// One for several.
    fileprivate init(of group: [Card], as first: Card) {
        let resources = group.flatMap(\.resources)
        let count = max(group.count, resources.count)
        let words = Set(group.map(\.words)).count == 1 ? first.words : "resource"
        var remarks: [String] = []
        for remark in group.flatMap(\.remarks) where !remarks.contains(remark) { remarks.append(remark) }
        self.init(
            id: first.id, kind: first.kind, name: "\(count) \(words.plural)",
            stack: Set(group.map(\.stack)).count == 1 ? first.stack : "", words: first.isOutside ? first.words : "",
            facts: [], resources: resources, parts: group.flatMap(\.parts), remarks: remarks, place: first.place)
    }
}

extension String {
    /// As in `policies of a bucket`.
    fileprivate var plural: String {
        if let rest = firstRange(of: " of ") {
            return String(self[..<rest.lowerBound]).plural + self[rest.lowerBound...]
        }
        if hasSuffix("s") { return self }
        return hasSuffix("y") && !hasSuffix("ay") && !hasSuffix("ey") ? dropLast() + "ies" : self + "s"
    }
}

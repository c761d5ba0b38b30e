/// Collects who talks to whom, each pair once.
struct ConnectionList {
    /// Who may be at an end.
    enum End: Hashable {
        /// The position of a resource with a card.
        case resource(Int)
        case outside(Outside)
    }

    /// Someone whom no template makes.
    struct Outside: Hashable {
        let kind: CardKind
        let name: String
        let words: String

        static let internet = Outside(kind: .internet, name: "Internet", words: "anybody")
        static func addresses(_ block: String) -> Outside {
            Outside(kind: .addresses, name: block.excerpt(40), words: "addresses")
        }
        static func person(_ address: String) -> Outside {
            Outside(kind: .person, name: address.excerpt(40), words: "e-mail")
        }
        /// What is given from elsewhere, as its expression reads.
        static func unknown(_ expression: String, _ words: String) -> Outside {
            Outside(kind: .unknown, name: expression.excerpt(40), words: words)
        }
    }

    struct Pair: Hashable {
        let from: End
        let to: End
    }

    /// In the order found.
    private(set) var pairs: [Pair] = []
    private(set) var reasons: [Pair: [Connection.Reason]] = [:]
    /// How many were found and had no room.
    private(set) var omitted = 0
    /// What a picture can never show.
    private static let most = 4_000

    mutating func add(_ from: End, _ to: End, _ reason: Connection.Reason) {
        guard from != to else { return }
        let pair = Pair(from: from, to: to)
        guard let known = reasons[pair] else {
            guard pairs.count < Self.most else {
                omitted += 1
                return
            }
            pairs.append(pair)
            reasons[pair] = [reason]
            return
        }
        if !known.contains(reason) { reasons[pair]?.append(reason) }
    }

    /// What nothing but a property says goes, where something stronger is known of the same two.
    mutating func removeWeak() {
        pairs.removeAll { pair in
            guard reasons[pair]?.allSatisfy({ $0.kind == .reference }) == true else { return false }
            let back = reasons[Pair(from: pair.to, to: pair.from)] ?? []
            return back.contains { $0.kind != .reference }
        }
    }
}

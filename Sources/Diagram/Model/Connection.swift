/// What talks to what, in the direction in which it begins.
struct Connection: Sendable {
    /// Why something may talk to something, the strongest first.
    enum Kind: Int, Sendable, Comparable {
        /// Traffic that security groups and listeners let pass.
        case traffic
        /// Messages, events and calls that a service delivers.
        case delivery
        /// What a policy allows.
        case access
        /// A resource's properties name another one.
        case reference

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// One reason.
    struct Reason: Sendable, Hashable {
        let kind: Kind
        /// As in `TCP 3306`, `reads, writes`; empty for a mere reference.
        let label: String
        /// In a sentence for the details: as in `Compute/WebInstancesToDatabase3306 lets TCP 3306 in`.
        let detail: String
        /// Whether it holds under every condition that is undecided.
        let isCertain: Bool
    }

    /// The identifiers of the cards.
    let from: String
    let to: String
    /// Both ends as one word.
    var pair: String { from + "\u{0}" + to }
    /// The strongest first.
    let reasons: [Reason]

    var kind: Kind { reasons.first?.kind ?? .reference }
    var isCertain: Bool { reasons.contains(where: \.isCertain) }
    /// Of the strongest kind, each word once.
    var label: String {
        var words: [String] = []
        for reason in reasons where reason.kind == kind {
            for word in reason.label.split(separator: ", ").map(String.init) where !words.contains(word) {
                words.append(word)
            }
        }
        // HTTP 80 says more than TCP 80.
        let ports = words.filter { !$0.hasPrefix("TCP ") }.compactMap { $0.split(separator: " ").last }
        return words.filter { word in
            !(word.hasPrefix("TCP ") && ports.contains(word.dropFirst("TCP ".count)))
        }.joined(separator: ", ")
    }
}

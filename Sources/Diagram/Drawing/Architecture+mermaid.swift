extension Architecture {
    /// The picture as a flowchart of Mermaid, which GitHub draws in a page of Markdown within a fence named `mermaid`
    /// ("Creating diagrams" in GitHub's documentation).
    public var mermaid: String { MermaidWriter(self).text }
}

/// Writes a flowchart.
private struct MermaidWriter {
    private(set) var text = "flowchart TB\n"
    private let architecture: Architecture
    /// By the card's identifier: words that the syntax takes, whatever cards are called.
    private let names: [String: String]

    init(_ architecture: Architecture) {
        self.architecture = architecture
        names = Dictionary(
            architecture.cards.enumerated().map { ($1.id, "n\($0)") }, uniquingKeysWith: { first, _ in first })
        for (index, network) in architecture.networks.enumerated() { write(network, index) }
        writeStacks(architecture.cards.filter { $0.place == nil })
        for index in architecture.drawnConnections { write(architecture.connections[index]) }
        if architecture.undrawnCount > 0 { text += "  %% and \(architecture.undrawnCount) more connections\n" }
        writeStyles()
    }

    // MARK: - Boxes

    private mutating func write(_ network: Network, _ index: Int) {
        let cards = architecture.cards.filter { $0.place?.network == index }
        text += "  subgraph network\(index)[\"\(([network.name] + network.facts).joined(separator: " · ").asLabel)\"]\n"
        for tier in network.tiers.indices {
            let members = cards.filter { self.tier(of: $0, in: network) == tier }
            let subnets = network.subnets.filter { $0.tier == tier }
            // A longer title would be wider than its box.
            let title = "\(network.tiers[tier].reach.words) · \(subnets.count) subnet\(subnets.count == 1 ? "" : "s")"
            text += "    subgraph network\(index)tier\(tier)[\"\(title.asLabel)\"]\n"
            for subnet in subnets {
                let words = [subnet.name, subnet.addresses, network.zones[subnet.zone]].filter { !$0.isEmpty }
                text += "      %% \(words.joined(separator: ", ").asLabel)\n"
            }
            // An empty box would be drawn as a card.
            if members.isEmpty { text += "      network\(index)tier\(tier)empty[\" \"]:::empty\n" }
            for card in members { write(card, indent: "      ") }
            text += "    end\n"
        }
        for card in cards where tier(of: card, in: network) == nil { write(card, indent: "    ") }
        text += "  end\n"
    }

    private func tier(of card: Card, in network: Network) -> Int? {
        card.place?.subnets.map { network.subnets[$0].tier }.min()
    }

    private mutating func writeStacks(_ cards: [Card]) {
        var stacks: [String] = []
        for card in cards where !stacks.contains(card.stack) { stacks.append(card.stack) }
        for (index, stack) in stacks.enumerated() {
            let members = cards.filter { $0.stack == stack }
            if !stack.isEmpty { text += "  subgraph stack\(index)[\"\(stack.asLabel)\"]\n" }
            for card in members { write(card, indent: stack.isEmpty ? "  " : "    ") }
            if !stack.isEmpty { text += "  end\n" }
        }
    }

    private mutating func write(_ card: Card, indent: String) {
        guard let name = names[card.id] else { return }
        let notes = ([card.words] + card.facts).filter { !$0.isEmpty }.joined(separator: " · ")
        let lines = [card.name, notes].filter { !$0.isEmpty }.map(\.asLabel).joined(separator: "<br/>")
        let (open, close) = card.kind.family == .data ? ("[(", ")]") : card.isOutside ? ("([", "])") : ("[", "]")
        text += "\(indent)\(name)\(open)\"\(lines)\"\(close):::\(card.kind.family.style)\n"
    }

    // MARK: - Lines

    private mutating func write(_ connection: Connection) {
        guard let from = names[connection.from], let to = names[connection.to] else { return }
        let arrow = connection.isCertain ? (connection.kind == .reference ? "-->" : "==>") : "-.->"
        let label = connection.label.isEmpty ? "" : "|\"\(connection.label.asLabel)\"|"
        text += "  \(from) \(arrow)\(label) \(to)\n"
    }

    private mutating func writeStyles() {
        let colours: [(CardKind.Family, String)] = [
            (.outside, "5c6b82"), (.compute, "d0670f"), (.data, "2a63cf"), (.storage, "2c8555"),
            (.messaging, "c02a68"), (.network, "6a48c4"), (.security, "b3352c"), (.operation, "0b7d80"),
        ]
        // A thin frame on the reader's own ground, light or dark.
        for (family, colour) in colours where architecture.cards.contains(where: { $0.kind.family == family }) {
            text += "  classDef \(family.style) stroke:#\(colour),stroke-width:2px\n"
        }
        if text.contains(":::empty") { text += "  classDef empty fill:none,stroke:none\n" }
    }
}

extension CardKind.Family {
    /// A name that no word of Mermaid's syntax has.
    fileprivate var style: String { "of_\(rawValue)" }
}

extension String {
    /// Text within double quotes, in which Mermaid knows entities by number ("Flowcharts: Entity codes to escape
    /// characters" in its documentation).
    fileprivate var asLabel: String {
        var label = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "#", "<", ">", "&", "`", "\\", "[", "]", "{", "}", "(", ")", "|", ";", "*", "_", "~", "$", "%",
                "@":
                label += "#\(scalar.value);"
            case _ where scalar.value < 32 || scalar.value == 0x7F || Character(scalar).isNewline: label += " "
            default: label.unicodeScalars.append(scalar)
            }
        }
        return label
    }
}

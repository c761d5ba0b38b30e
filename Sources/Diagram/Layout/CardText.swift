/// The words of a card, broken so that they have room.
struct CardText: Sendable {
    /// The stack, above the name; empty for none.
    let stack: String
    let name: [String]
    let notes: [String]

    static let width = 208
    /// Of what no template makes.
    static let outsideWidth = 172
    static let iconWidth = 30
    /// Left of the words.
    static let left = 52
    private static let right = 12
    static let nameSize = 13
    static let noteSize = 11
    static let stackSize = 10

    init(_ card: Card, width: Int) {
        let room = width - Self.left - Self.right
        stack = FontMetrics.fitted(card.stack, into: room, size: Self.stackSize)
        name = FontMetrics.lines(card.name, into: room, most: 2, size: Self.nameSize, isBold: true)
        let words = card.words.prefix(1).uppercased() + card.words.dropFirst()
        let all = [words] + card.facts
        let line = all.filter { !$0.isEmpty }.joined(separator: " · ")
        if FontMetrics.width(line, size: Self.noteSize) <= room || card.facts.isEmpty {
            notes = line.isEmpty ? [] : [FontMetrics.fitted(line, into: room, size: Self.noteSize)]
        } else {
            notes = [words, card.facts.joined(separator: " · ")].filter { !$0.isEmpty }.map {
                FontMetrics.fitted($0, into: room, size: Self.noteSize)
            }
        }
    }

    /// Of the words themselves.
    var inkHeight: Int { (stack.isEmpty ? 0 : 13) + name.count * 16 + notes.count * 15 }
    /// Of the card, with some room around.
    var height: Int { max(48, 18 + inkHeight) }
}

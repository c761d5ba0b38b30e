/// A text of which parts are not known yet, such as one that names the stack that it will be in.
package struct PartialText: Hashable, Sendable {
    package enum Piece: Hashable, Sendable {
        case character(UInt32)
        /// Any text, also none.
        case anything
        /// One letter, digit or hyphen at least, and nothing else: an account, a region, the name of a stack.
        case word
    }

    package private(set) var pieces: [Piece] = []

    package init() {}

    package mutating func append(_ text: String) {
        for scalar in text.unicodeScalars { pieces.append(.character(scalar.value)) }
    }

    package mutating func append(_ piece: Piece) {
        // Twice any text is no more than once.
        if piece == .anything, pieces.last == .anything { return }
        pieces.append(piece)
    }

    package mutating func append(_ other: PartialText) {
        for piece in other.pieces { append(piece) }
    }

    /// The fewest characters that it has.
    package var leastCount: Int { pieces.count { $0 != .anything } }

    /// Whether anything is known of it.
    package var saysSomething: Bool { pieces.contains { if case .character = $0 { true } else { false } } }

    /// Whether a character is known to be in it.
    package func has(_ scalar: Unicode.Scalar) -> Bool { pieces.contains(.character(scalar.value)) }

    /// Whether it may turn out to be a text.
    package func mayBe(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map(\.value)
        // The places that the pieces so far may lead to.
        var places: Set = [0]
        for piece in pieces {
            var next: Set<Int> = []
            for place in places {
                switch piece {
                case .character(let scalar):
                    if place < scalars.count, scalars[place] == scalar { next.insert(place + 1) }
                case .anything: next.formUnion(place...scalars.count)
                case .word: if place < scalars.count { next.formUnion((place + 1)...scalars.count) }
                }
            }
            if next.isEmpty { return false }
            places = next
        }
        return places.contains(scalars.count)
    }
}

extension PartialText: CustomStringConvertible {
    /// The text, with an ellipsis for what is not known.
    package var description: String {
        var text = String.UnicodeScalarView()
        for piece in pieces {
            if case .character(let value) = piece, let scalar = Unicode.Scalar(value) {
                text.append(scalar)
            } else {
                text.append("…")
            }
        }
        return String(text)
    }
}

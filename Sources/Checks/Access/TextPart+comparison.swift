extension [Wiring.TextPart] {
    /// Whether two texts may be the same, by what they end in: parts that nobody knows are the same in both where they
    /// come from the same.
    ///
    /// - Parameter other: in which `*` and `?` stand for others.
    func mayEnd(as other: [Wiring.TextPart]) -> Bool {
        var own = reversed().flatMap(\.symbols)[...]
        var others = other.reversed().flatMap(\.symbols)[...]
        while let symbol = own.first, let another = others.first {
            if symbol.isWildcard || another.isWildcard { return true }
            if symbol == another {
                (own, others) = (own.dropFirst(), others.dropFirst())
                continue
            }
            // What a value ends in nobody knows.
            guard case .byte = symbol, case .byte = another else { return true }
            return false
        }
        return true
    }
}

/// The smallest parts of a text.
private enum EndSymbol: Equatable {
    case byte(UInt8)
    case value(WiredValue)

    /// Whether it ends what stands for others, a policy's variable too.
    var isWildcard: Bool { ["*", "?", "}"].contains { self == .byte(UInt8(ascii: $0)) } }
}

extension Wiring.TextPart {
    /// From the end on.
    fileprivate var symbols: [EndSymbol] {
        switch self {
        case .text(let text): text.utf8.reversed().map(EndSymbol.byte)
        case .value(let value): [.value(value.inRoot)]
        }
    }
}

/// Looks for a text that two patterns have in common. Each pair of places is looked at once.
struct PatternComparison {
    private let left: [TextPattern.Symbol]
    private let right: [TextPattern.Symbol]
    /// The pairs of places from which no text leads to both ends, a bit each; empty as long as only one way was to be
    /// looked at.
    private var failed: [UInt64] = []

    init(_ left: [TextPattern.Symbol], _ right: [TextPattern.Symbol]) {
        self.left = left
        self.right = right
    }

    /// Whether what begins at a place of each may be the same text.
    mutating func meet(_ start: Int = 0, _ other: Int = 0) -> Bool {
        var i = start
        var j = other
        if let isSame = followOnlyWay(&i, &j) { return isSame }
        if i == left.count { return Self.canBeEmpty(right, from: j) }
        if j == right.count { return Self.canBeEmpty(left, from: i) }
        if failed.isEmpty {
            failed = [UInt64](repeating: 0, count: ((left.count + 1) * (right.count + 1)) / 64 + 1)
        }
        let place = i * (right.count + 1) + j
        let bit: UInt64 = 1 << UInt64(place % 64)
        if failed[place / 64] & bit != 0 { return false }
        if step(i, j) { return true }
        failed[place / 64] |= bit
        return false
    }

    /// The byte that ends a field of a text, such as the region of an ARN; nil for what is no field.
    private static func fieldEnd(_ symbols: UnsafeBufferPointer<TextPattern.Symbol>, _ index: Int) -> UInt8? {
        guard case .without(let byte) = symbols[index], index + 1 < symbols.count, case .byte(byte) = symbols[index + 1]
        else { return nil }
        return byte
    }

    /// Goes on as long as there is one way, which nobody needs to remember: so it is with most pairs.
    ///
    /// - Returns: false where it leads nowhere; nil where it ends, or where there are several ways on.
    private func followOnlyWay(_ i: inout Int, _ j: inout Int) -> Bool? {
        // Where they stand, since every pair is compared, and there are debug builds.
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                while i < left.count, j < right.count {
                    let (a, b) = (left[i], right[j])
                    if case .byte(let one) = a, case .byte(let another) = b {
                        if one != another { return false }
                        i += 1
                        j += 1
                    } else if a.isOne, b.isOne {
                        if !a.canHold(b) { return false }
                        i += 1
                        j += 1
                    } else if case .name(let mine) = a, case .name(let theirs) = b {
                        if mine != theirs { return false }
                        i += 1
                        j += 1
                    } else if let end = Self.fieldEnd(left, i), Self.fieldEnd(right, j) == end {
                        // Both end where the first such byte stands.
                        i += 2
                        j += 2
                    } else if let end = Self.fieldEnd(left, i), let isEnd = b.isCertainly(end) {
                        if isEnd { i += 2 }
                        j += 1
                    } else if let end = Self.fieldEnd(right, j), let isEnd = a.isCertainly(end) {
                        if isEnd { j += 2 }
                        i += 1
                    } else {
                        return nil
                    }
                }
                return nil
            }
        }
    }

    /// Whether what begins at a place may be no text at all.
    private static func canBeEmpty(_ symbols: [TextPattern.Symbol], from start: Int) -> Bool {
        var index = start
        while index < symbols.count, symbols[index].canBeEmpty { index += 1 }
        return index == symbols.count
    }

    private mutating func step(_ i: Int, _ j: Int) -> Bool {
        let (a, b) = (left[i], right[j])
        if a.canBeEmpty, meet(i + 1, j) || (a.canHold(b) && meet(i, j + 1)) { return true }
        if b.canBeEmpty, meet(i, j + 1) || (b.canHold(a) && meet(i + 1, j)) { return true }
        if a.canBeEmpty || b.canBeEmpty { return false }
        // A name goes on, or ends here.
        if case .name(let name) = a {
            return a.canHold(b) && (meet(i, j + 1) || (name.mayEnd(with: b) && meet(i + 1, j + 1)))
        }
        if case .name(let name) = b {
            return b.canHold(a) && (meet(i + 1, j) || (name.mayEnd(with: a) && meet(i + 1, j + 1)))
        }
        return a.canHold(b) && meet(i + 1, j + 1)
    }
}

extension TextPattern.Name {
    /// Whether a symbol of another text may be its last one: nobody writes out what AWS makes up.
    fileprivate func mayEnd(with symbol: TextPattern.Symbol) -> Bool {
        if case .byte = symbol { !isGenerated } else { true }
    }
}

extension TextPattern.Symbol {
    /// Whether it is a byte; nil where it may be that one or others.
    fileprivate func isCertainly(_ byte: UInt8) -> Bool? {
        switch self {
        case .byte(let own): own == byte
        case .oneBut(byte): false
        case .one, .oneBut, .anything, .without, .name: nil
        }
    }
}

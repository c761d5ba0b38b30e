/// How lengths and distances of repetitions are written: a symbol, and bits that say which of those it stands for. RFC
/// 1951, 3.2.5.
enum DeflateAlphabet {
    /// The symbol after the last one of a block.
    static let endOfBlock = 256
    /// Bytes, the end, and lengths.
    static let literalCount = 286
    static let distanceCount = 30
    static let shortest = 3
    static let longest = 258

    /// The smallest length of each symbol from 257 on, and how many bits follow.
    static let lengths =
        ranges(
            extra: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5], from: shortest)
        // The longest has a symbol of its own, which is the shortest way to write it.
        + [Range(base: longest, extraBits: 0)]
    /// The same of distances, whose symbols begin with 0.
    static let distances = ranges(
        extra: [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
        from: 1)

    struct Range {
        let base: Int
        let extraBits: Int
    }

    private static func ranges(extra: [Int], from first: Int) -> [Range] {
        var base = first
        return extra.map { bits in
            defer { base += 1 << bits }
            return Range(base: base, extraBits: bits)
        }
    }

    /// The index in ``lengths`` of each length.
    static let indicesOfLengths = indices(lengths, upTo: longest)
    /// The symbol of each distance.
    static let symbolsOfDistances = indices(distances, upTo: 32_768)

    private static func indices(_ ranges: [Range], upTo last: Int) -> [UInt8] {
        var indices = [UInt8](repeating: 0, count: last + 1)
        for (index, range) in ranges.enumerated() {
            let end = min(last, range.base + 1 << range.extraBits - 1)
            var value = range.base
            while value <= end {
                indices[value] = UInt8(index)
                value += 1
            }
        }
        return indices
    }

    /// The codes of a block that brings none: RFC 1951, 3.2.6. Two symbols and two distances never come.
    static let fixedLiterals = HuffmanCode(
        lengths: [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
            + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8))
    static let fixedDistances = HuffmanCode(lengths: [UInt8](repeating: 5, count: 32))
}

/// A prefix code in the canonical form of RFC 1951, 3.2.2: lengths alone say which bits stand for which symbol.
struct HuffmanCode {
    /// In bits, by symbol; zero for one that does not come.
    let lengths: [UInt8]
    /// By symbol: its length from bit 16 on, below it the bits in the order in which they are written, the first one lowest.
    let codes: [UInt32]

    init(lengths: [UInt8]) {
        self.lengths = lengths
        codes = zip(Self.codes(of: lengths), lengths).map { UInt32($0) | UInt32($1) << 16 }
    }

    /// The shortest code for symbols that come so often, none of which is longer than `longest` bits.
    ///
    /// At least two symbols get one, since a code of a single one is not understood by all that read it.
    init(frequencies: UnsafeBufferPointer<UInt32>, longest: Int) {
        var symbols = frequencies.indices.filter { frequencies[$0] > 0 }
        for index in frequencies.indices where symbols.count < 2 && !symbols.contains(index) { symbols.append(index) }
        // Equal ones by their number, so that the same text has the same code everywhere.
        symbols.sort { (frequencies[$0], $0) < (frequencies[$1], $1) }
        let counts = Self.limited(Self.depths(of: symbols.map { max(1, Int(frequencies[$0])) }), to: longest)
        var lengths = [UInt8](repeating: 0, count: frequencies.count)
        var next = 0
        // The rarest have the longest.
        for length in counts.indices.reversed() {
            for symbol in symbols[next..<next + counts[length]] { lengths[symbol] = UInt8(length) }
            next += counts[length]
        }
        self.init(lengths: lengths)
    }

    /// How many leaves of Huffman's tree lie at each depth.
    ///
    /// - Parameter weights: in ascending order, at least two.
    private static func depths(of weights: [Int]) -> [Int] {
        // Leaves, then inner nodes in the order in which they are made, which is that of their weights.
        var weights = weights
        let leaves = weights.count
        var parents = [Int](repeating: 0, count: 2 * leaves - 1)
        var (leaf, inner) = (0, leaves)
        func lightest() -> Int {
            let isLeaf = leaf < leaves && (inner >= weights.count || weights[leaf] <= weights[inner])
            defer { if isLeaf { leaf += 1 } else { inner += 1 } }
            return isLeaf ? leaf : inner
        }
        for node in leaves..<2 * leaves - 1 {
            let (first, second) = (lightest(), lightest())
            weights.append(weights[first] + weights[second])
            parents[first] = node
            parents[second] = node
        }
        var depths = [Int](repeating: 0, count: 2 * leaves - 1)
        var counts = [Int](repeating: 0, count: leaves)
        // A parent is made after its children.
        for node in (0..<2 * leaves - 2).reversed() {
            depths[node] = depths[parents[node]] + 1
            if node < leaves { counts[depths[node]] += 1 }
        }
        return counts
    }

    /// The same with no leaf below a depth: those that were below it move up, and others down to make room for them, until
    /// they are a prefix code again (Kraft's inequality).
    private static func limited(_ counts: [Int], to longest: Int) -> [Int] {
        guard counts.count > longest + 1 else { return counts }
        var limited = Array(counts[...longest])
        limited[longest] += counts[(longest + 1)...].reduce(0, +)
        // In units of what a leaf at the lowest depth takes.
        var excess = limited.indices.dropFirst().reduce(0) { $0 + limited[$1] << (longest - $1) } - 1 << longest
        while excess > 0, let depth = (1..<longest).last(where: { limited[$0] > 0 }) {
            // A leaf becomes a node for itself and for one from the lowest depth.
            limited[depth] -= 1
            limited[depth + 1] += 2
            limited[longest] -= 1
            excess -= 1
        }
        return limited
    }

    private static func codes(of lengths: [UInt8]) -> [UInt16] {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [Int](repeating: 0, count: 17)
        for length in 1...15 { next[length + 1] = (next[length] + counts[length]) << 1 }
        return lengths.map { length in
            guard length > 0 else { return 0 }
            defer { next[Int(length)] += 1 }
            return reversed(next[Int(length)], Int(length))
        }
    }

    private static func reversed(_ code: Int, _ length: Int) -> UInt16 {
        (0..<length).reduce(0) { $0 | UInt16(truncatingIfNeeded: code >> $1 & 1) << UInt16(length - 1 - $1) }
    }

    /// How many bits a text takes in which the symbols come so often.
    func bits(of frequencies: UnsafeBufferPointer<UInt32>) -> Int {
        var bits = 0
        for symbol in frequencies.indices where frequencies[symbol] > 0 {
            bits += Int(frequencies[symbol]) * Int(lengths[symbol])
        }
        return bits
    }
}

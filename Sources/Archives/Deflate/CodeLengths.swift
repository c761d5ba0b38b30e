/// The lengths of a block's two codes, as the block begins with them: runs of the same one are said once, and all in a code
/// of their own. RFC 1951, 3.2.7.
struct CodeLengths {
    private struct Symbol {
        let value: Int
        /// How often, as written behind it.
        var extra = 0
        var extraBits = 0
    }

    /// The order in which the lengths of the code for lengths are written.
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private let literalCount: Int
    private let distanceCount: Int
    private let symbols: [Symbol]
    private let code: HuffmanCode
    /// How many of ``order`` are written.
    private let writtenLengths: Int

    init(literals: HuffmanCode, distances: HuffmanCode) {
        literalCount = max(257, (literals.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
        distanceCount = max(1, (distances.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
        symbols = Self.runs(of: literals.lengths[..<literalCount] + distances.lengths[..<distanceCount])
        var frequencies = [UInt32](repeating: 0, count: 19)
        for symbol in symbols { frequencies[symbol.value] += 1 }
        let code = frequencies.withUnsafeBufferPointer { HuffmanCode(frequencies: $0, longest: 7) }
        self.code = code
        writtenLengths = max(4, (Self.order.lastIndex { code.lengths[$0] > 0 } ?? 0) + 1)
    }

    private static func runs(of lengths: ArraySlice<UInt8>) -> [Symbol] {
        var symbols: [Symbol] = []
        var rest = lengths
        while let length = rest.first {
            let run = rest.prefix { $0 == length }.count
            switch (length, run) {
            case (0, 11...):
                let count = min(run, 138)
                symbols.append(Symbol(value: 18, extra: count - 11, extraBits: 7))
                rest = rest.dropFirst(count)
            case (0, 3...):
                symbols.append(Symbol(value: 17, extra: run - 3, extraBits: 3))
                rest = rest.dropFirst(run)
            case (1..., 4...):
                // The length itself, then how often it comes again.
                let again = min(run - 1, 6)
                symbols.append(Symbol(value: Int(length)))
                symbols.append(Symbol(value: 16, extra: again - 3, extraBits: 2))
                rest = rest.dropFirst(1 + again)
            default:
                symbols.append(Symbol(value: Int(length)))
                rest = rest.dropFirst()
            }
        }
        return symbols
    }

    var bits: Int {
        symbols.reduce(14 + 3 * writtenLengths) { $0 + Int(code.lengths[$1.value]) + $1.extraBits }
    }

    func write(to writer: inout BitWriter) {
        writer.write(UInt32(literalCount - 257), 5)
        writer.write(UInt32(distanceCount - 1), 5)
        writer.write(UInt32(writtenLengths - 4), 4)
        for symbol in Self.order[..<writtenLengths] { writer.write(UInt32(code.lengths[symbol]), 3) }
        for symbol in symbols {
            writer.write(code: code.codes[symbol.value])
            writer.write(UInt32(symbol.extra), symbol.extraBits)
        }
    }
}

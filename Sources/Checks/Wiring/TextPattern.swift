/// A text of which parts are not known, such as the ARN of a resource that is yet to be made.
struct TextPattern: Hashable {
    enum Symbol: Hashable {
        case byte(UInt8)
        /// Any one byte.
        case one
        /// Any one byte but a certain one.
        case oneBut(UInt8)
        /// Any text, also none.
        case anything
        /// Any text without a byte, also none.
        case without(UInt8)
        /// What AWS calls a resource: the same wherever it stands, and another one for each resource.
        case name(WiredResource, hasSlashes: Bool)
    }

    private(set) var symbols: [Symbol] = []

    init(_ symbols: [Symbol] = []) {
        self.symbols = symbols
    }

    /// - Parameters:
    ///   - glob: `*` stands for any text.
    ///   - hasOne: whether `?` stands for any one byte, as in policies.
    init(glob: some StringProtocol, hasOne: Bool = false) {
        append(glob: glob, hasOne: hasOne)
    }

    /// Of which nothing is known.
    static let unknown = TextPattern([.anything])

    /// Whether it may be any text at all.
    var isAnything: Bool { symbols.count == 1 && symbols[0].isAnything }

    mutating func append(_ symbol: Symbol) {
        // Twice is no more than once, and takes longer.
        if symbol.isAnything, symbols.last?.isAnything == true { return }
        symbols.append(symbol)
    }

    mutating func append(_ other: TextPattern) {
        for symbol in other.symbols { append(symbol) }
    }

    mutating func append(glob: some StringProtocol, hasOne: Bool = false) {
        for byte in glob.utf8 {
            switch byte {
            case UInt8(ascii: "*"): append(.anything)
            case UInt8(ascii: "?") where hasOne: append(.one)
            case UInt8(ascii: "%"): append(.without(UInt8(ascii: "/")))
            default: append(.byte(byte))
            }
        }
    }

    /// The bytes that it begins with whatever the rest is.
    var prefix: String {
        var bytes: [UInt8] = []
        for case .byte(let byte) in symbols.prefix(while: { if case .byte = $0 { true } else { false } }) {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same as an ARN: what is not known of partition, region and account has no colon.
    ///
    /// - Parameter isFormat: whether there is something in each place that may be anything.
    func asARN(isFormat: Bool = false) -> TextPattern {
        guard prefix.hasPrefix("arn:") else { return self }
        let colon = UInt8(ascii: ":")
        var pattern = TextPattern()
        var colons = 0
        for (index, symbol) in symbols.enumerated() {
            if symbol.isByte(colon) { colons += 1 }
            let isField =
                symbol.isAnything && colons < 5 && symbols[index - 1].isByte(colon)
                && index + 1 < symbols.count && symbols[index + 1].isByte(colon)
            if isField, isFormat { pattern.append(.oneBut(colon)) }
            pattern.append(isField ? .without(colon) : symbol)
        }
        return pattern
    }

    /// The service of an ARN; nil where that is not known.
    var service: String? {
        guard prefix.hasPrefix("arn:") else { return nil }
        let parts = symbols.split(separator: .byte(UInt8(ascii: ":")), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for symbol in parts[2] {
            guard case .byte(let byte) = symbol else { return nil }
            bytes.append(byte)
        }
        // What may have colons may have the service in it.
        return parts[1].contains(.anything) ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a text may be both.
    func meets(_ other: TextPattern) -> Bool {
        if isAnything || other.isAnything { return true }
        var comparison = PatternComparison(symbols, other.symbols)
        return comparison.meet(0, 0)
    }
}

/// Looks for a text that two patterns have in common. Each pair of places is looked at once.
private struct PatternComparison {
    private let left: [TextPattern.Symbol]
    private let right: [TextPattern.Symbol]
    /// The pairs of places from which no text leads to both ends.
    private var failed: [Bool]

    init(_ left: [TextPattern.Symbol], _ right: [TextPattern.Symbol]) {
        self.left = left
        self.right = right
        failed = [Bool](repeating: false, count: (left.count + 1) * (right.count + 1))
    }

    mutating func meet(_ start: Int, _ other: Int) -> Bool {
        var i = start
        var j = other
        // Most of what is compared are bytes, for which nobody needs to remember anything.
        while i < left.count, j < right.count, case .byte(let a) = left[i], case .byte(let b) = right[j] {
            if a != b { return false }
            i += 1
            j += 1
        }
        if i == left.count { return right[j...].allSatisfy(\.canBeEmpty) }
        if j == right.count { return left[i...].allSatisfy(\.canBeEmpty) }
        let place = i * (right.count + 1) + j
        if failed[place] { return false }
        if step(i, j) { return true }
        failed[place] = true
        return false
    }

    private mutating func step(_ i: Int, _ j: Int) -> Bool {
        let (a, b) = (left[i], right[j])
        if case .name(let mine, _) = a, case .name(let theirs, _) = b { return mine == theirs && meet(i + 1, j + 1) }
        if a.canBeEmpty, meet(i + 1, j) || (a.canHold(b) && meet(i, j + 1)) { return true }
        if b.canBeEmpty, meet(i, j + 1) || (b.canHold(a) && meet(i + 1, j)) { return true }
        if a.canBeEmpty || b.canBeEmpty { return false }
        // A name goes on, or ends here.
        if case .name = a { return a.canHold(b) && (meet(i, j + 1) || meet(i + 1, j + 1)) }
        if case .name = b { return b.canHold(a) && (meet(i + 1, j) || meet(i + 1, j + 1)) }
        return a.canHold(b) && meet(i + 1, j + 1)
    }
}

extension TextPattern.Symbol {
    // Comparing as a whole takes long where members are compared too.
    fileprivate var isAnything: Bool { if case .anything = self { true } else { false } }

    fileprivate func isByte(_ byte: UInt8) -> Bool { if case .byte(byte) = self { true } else { false } }

    fileprivate var canBeEmpty: Bool {
        switch self {
        case .anything, .without: true
        case .byte, .one, .oneBut, .name: false
        }
    }

    /// Whether another symbol's text may be a part of this one's.
    fileprivate func canHold(_ other: Self) -> Bool {
        guard case .byte(let byte) = other else {
            if case .byte(let own) = self { return other.canHold(own) }
            return true
        }
        return switch self {
        case .byte(let own): own == byte
        case .one, .anything: true
        case .without(let excluded), .oneBut(let excluded): byte != excluded
        case .name(_, let hasSlashes): hasSlashes || byte != UInt8(ascii: "/")
        }
    }

    private func canHold(_ byte: UInt8) -> Bool {
        switch self {
        case .one: true
        case .oneBut(let excluded): byte != excluded
        case .byte, .anything, .without, .name: false
        }
    }
}

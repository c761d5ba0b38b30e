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
        case name(Name)
    }

    /// The name of a resource, by where the resource is declared: patterns are long, and are copied much.
    struct Name: Hashable {
        /// Among the stacks of a ``Wiring``.
        let stack: Int32
        /// Among the resources of the stack.
        let position: Int32
        /// Whether it may have slashes in it.
        let hasSlashes: Bool
        /// Whether AWS makes it up, with letters and digits at its end that nobody knows before.
        let isGenerated: Bool
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
        symbols.reserveCapacity(symbols.count + glob.utf8.count)
        for byte in glob.utf8 {
            switch byte {
            case UInt8(ascii: "*"): append(.anything)
            case UInt8(ascii: "?") where hasOne: symbols.append(.one)
            case UInt8(ascii: "%"): symbols.append(.without(UInt8(ascii: "/")))
            default: symbols.append(.byte(byte))
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

    /// Whether it begins as ARNs do.
    var isARN: Bool {
        symbols.count >= Self.start.count && symbols[0].isByte(Self.start[0]) && symbols[1].isByte(Self.start[1])
            && symbols[2].isByte(Self.start[2]) && symbols[3].isByte(Self.start[3])
    }

    private static let start = Array("arn:".utf8)

    /// The same as an ARN: what is not known of partition, region and account has no colon.
    ///
    /// - Parameter isFormat: whether there is something in each place that may be anything.
    func asARN(isFormat: Bool = false) -> TextPattern {
        guard isARN else { return self }
        let colon = UInt8(ascii: ":")
        var pattern = TextPattern()
        pattern.symbols.reserveCapacity(symbols.count)
        // By hand, since there are debug builds.
        var colons = 0
        var index = 0
        while index < symbols.count, colons < Self.fields {
            let symbol = symbols[index]
            if symbol.isByte(colon) { colons += 1 }
            if symbol.isAnything, symbols[index - 1].isByte(colon),
                index + 1 < symbols.count, symbols[index + 1].isByte(colon)
            {
                if isFormat { pattern.append(.oneBut(colon)) }
                pattern.append(.without(colon))
            } else {
                pattern.append(symbol)
            }
            index += 1
        }
        pattern.symbols += symbols[index...]
        return pattern
    }

    /// Before what the resource is called: arn, partition, service, region and account.
    private static let fields = 5

    /// Whether an ARN stands behind the beginning of another one.
    var isARNInARN: Bool {
        guard isARN else { return false }
        return symbols.indices.dropFirst(4).contains { index in
            symbols[index...].prefix(4).elementsEqual(Self.start, by: { $0.isByte($1) })
        }
    }

    /// How many colons an ARN has too few of, for certain: before a slash, or in all of it; nil for none. IAM's grammar
    /// has five before what is named ("Amazon Resource Names" in the AWS General Reference).
    var missingFields: Int? {
        guard isARN else { return nil }
        var colons = 0
        for symbol in symbols {
            switch symbol {
            case .anything, .one, .oneBut: return nil
            case .byte(UInt8(ascii: "/")): return colons < Self.fields ? Self.fields - colons : nil
            case .byte(UInt8(ascii: ":")): colons += 1
            case .byte, .without, .name: break
            }
        }
        return colons < Self.fields ? Self.fields - colons : nil
    }

    /// The service of an ARN; nil where that is not known.
    var service: String? {
        guard isARN else { return nil }
        let colon = UInt8(ascii: ":")
        var bytes: [UInt8] = []
        var colons = 0
        for symbol in symbols {
            if symbol.isByte(colon) {
                colons += 1
                if colons == 3 { return String(decoding: bytes, as: UTF8.self) }
            } else if colons == 1 {
                // What may have colons may have the service in it.
                if symbol.isAnything { return nil }
            } else if colons == 2 {
                guard case .byte(let byte) = symbol else { return nil }
                bytes.append(byte)
            }
        }
        return nil
    }

    /// Whether a text may be both.
    func meets(_ other: TextPattern) -> Bool {
        if isAnything || other.isAnything { return true }
        var comparison = PatternComparison(symbols, other.symbols)
        return comparison.meet()
    }
}

extension TextPattern.Symbol {
    // Comparing as a whole takes long where members are compared too.
    var isAnything: Bool { if case .anything = self { true } else { false } }

    fileprivate func isByte(_ byte: UInt8) -> Bool { if case .byte(byte) = self { true } else { false } }

    /// Whether it stands for exactly one byte.
    var isOne: Bool {
        switch self {
        case .byte, .one, .oneBut: true
        case .anything, .without, .name: false
        }
    }

    var canBeEmpty: Bool {
        switch self {
        case .anything, .without: true
        case .byte, .one, .oneBut, .name: false
        }
    }

    /// Whether another symbol's text may be a part of this one's.
    func canHold(_ other: Self) -> Bool {
        guard case .byte(let byte) = other else {
            if case .byte(let own) = self { return other.canHold(own) }
            return true
        }
        return switch self {
        case .byte(let own): own == byte
        case .one, .anything: true
        case .without(let excluded), .oneBut(let excluded): byte != excluded
        // No service takes a colon.
        case .name(let name): byte != UInt8(ascii: ":") && (name.hasSlashes || byte != UInt8(ascii: "/"))
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

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
    init(glob: String, hasOne: Bool = false) {
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
        guard let first = other.symbols.first else { return }
        append(first)
        symbols += other.symbols.dropFirst()
    }

    mutating func append(glob: String, hasOne: Bool = false) {
        var glob = glob
        glob.withUTF8 { bytes in
            symbols.reserveCapacity(symbols.count + bytes.count)
            var position = 0
            while position < bytes.count {
                let byte = bytes[position]
                switch byte {
                case UInt8(ascii: "*"): append(.anything)
                case UInt8(ascii: "?") where hasOne: symbols.append(.one)
                case UInt8(ascii: "%"): symbols.append(.without(UInt8(ascii: "/")))
                default: symbols.append(.byte(byte))
                }
                position += 1
            }
        }
    }

    /// Whether it begins with a text of ASCII, whatever the rest is.
    func begins(with text: StaticString) -> Bool {
        guard symbols.count >= text.utf8CodeUnitCount else { return false }
        var position = 0
        while position < text.utf8CodeUnitCount, symbols[position].isByte(text.utf8Start[position]) { position += 1 }
        return position == text.utf8CodeUnitCount
    }

    /// Whether it begins as ARNs do.
    var isARN: Bool { begins(with: "arn:") }

    /// The same as an ARN: what is not known of partition, region and account has no colon.
    ///
    /// - Parameter isFormat: whether there is something in each place that may be anything.
    func asARN(isFormat: Bool = false) -> TextPattern {
        let colon = UInt8(ascii: ":")
        guard isARN, hasUnknownField else { return self }
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

    /// Whether a place before what the resource is called may be anything.
    private var hasUnknownField: Bool {
        let colon = UInt8(ascii: ":")
        var colons = 0
        var index = 0
        while index + 1 < symbols.count, colons < Self.fields {
            if symbols[index].isByte(colon) {
                colons += 1
            } else if symbols[index].isAnything, symbols[index - 1].isByte(colon), symbols[index + 1].isByte(colon) {
                return true
            }
            index += 1
        }
        return false
    }

    /// Before what the resource is called: arn, partition, service, region and account.
    private static let fields = 5

    /// Whether an ARN stands behind the beginning of another one.
    var isARNInARN: Bool {
        isARN
            && symbols.withUnsafeBufferPointer { symbols in
                // By hand, and where they stand, since every resource of a policy is asked, and there are debug builds.
                guard let first = symbols.baseAddress else { return false }
                let colon = UInt8(ascii: ":")
                var position = 7
                while position < symbols.count {
                    let last = first + position
                    if last.pointee.isByte(colon), (last - 1).pointee.isByte(UInt8(ascii: "n")),
                        (last - 2).pointee.isByte(UInt8(ascii: "r")), (last - 3).pointee.isByte(UInt8(ascii: "a"))
                    {
                        return true
                    }
                    position += 1
                }
                return false
            }
    }

    /// How many colons an ARN has too few of, for certain: before a slash, or in all of it; nil for none. IAM's grammar
    /// has five before what is named ("Amazon Resource Names" in the AWS General Reference).
    var missingFields: Int? {
        guard isARN else { return nil }
        var colons = 0
        var position = 0
        loop: while position < symbols.count, colons < Self.fields {
            switch symbols[position] {
            case .anything, .one, .oneBut: return nil
            case .byte(let byte):
                if byte == UInt8(ascii: "/") { break loop }
                if byte == UInt8(ascii: ":") { colons += 1 }
            case .without, .name: break
            }
            position += 1
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

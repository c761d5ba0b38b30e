extension Evaluator {
    /// `Fn::Cidr` for IPv4: how many bits are left to each block stands in the third argument.
    func addressBlocks(_ arguments: [Template.Expression]) -> EvaluatedValue {
        let values = arguments.map(value)
        let unknown = values.flatMap { $0?.allUnknown ?? [] }.withoutRepetitions
        if !unknown.isEmpty { return .unknown(unknown) }
        let texts = values.compactMap { $0?.text }
        guard texts.count == 3, let block = AddressBlock(texts[0]), let count = Int(texts[1]), let bits = Int(texts[2]),
            (0..<32).contains(bits), (1...256).contains(count)
        else { return .unknown(.function("Fn::Cidr")) }
        guard let blocks = block.split(into: count, bits: bits) else {
            return .unknown(.missing("room for \(count) blocks of \(bits) bits in \(texts[0])"))
        }
        return .list(blocks.map(EvaluatedValue.text))
    }
}

/// A block of IPv4 addresses: `10.0.0.0/16`.
private struct AddressBlock {
    private let start: UInt64
    /// How many addresses there are.
    private let size: UInt64

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard parts.count == 2, bytes.count == 4, let prefix = Int(parts[1]), (0...32).contains(prefix) else {
            return nil
        }
        size = 1 << UInt64(32 - prefix)
        let address = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        start = address / size * size
    }

    /// The first blocks of two to the power of `bits` addresses; nil when they do not fit.
    func split(into count: Int, bits: Int) -> [String]? {
        let each = UInt64(1) << UInt64(bits)
        guard each * UInt64(count) <= size else { return nil }
        return (0..<UInt64(count)).map { index in
            let address = start + index * each
            let bytes = [24, 16, 8, 0].map { String(address >> UInt64($0) & 0xFF) }
            return bytes.joined(separator: ".") + "/\(32 - bits)"
        }
    }
}

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

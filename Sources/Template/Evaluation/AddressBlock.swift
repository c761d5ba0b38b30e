/// A block of IPv4 addresses: `10.0.0.0/16`.
package struct AddressBlock: Sendable, Equatable {
    private let start: UInt64
    /// How many addresses there are.
    private let size: UInt64

    /// How many bits all of its addresses begin with: 16 of `10.0.0.0/16`.
    package var length: Int { 32 - size.trailingZeroBitCount }

    /// Nil for what is no block, as in `10.0.0.0/16`.
    package init?(_ text: String) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
            let prefix = Int(text[text.utf8.index(after: slash)...]), (0...32).contains(prefix)
        else { return nil }
        // By bytes: each subnet asks for its own, and for those around it.
        let numbers = text.utf8[..<slash].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard numbers.count == 4 else { return nil }
        var address: UInt64 = 0
        for number in numbers {
            guard let byte = UInt8(Substring(number)) else { return nil }
            address = address << 8 | UInt64(byte)
        }
        size = 1 << UInt64(32 - prefix)
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

    /// Whether a number of blocks of two to the power of `bits` addresses each fit.
    package func hasRoom(for count: Int, bits: Int) -> Bool {
        (0...32).contains(bits) && count >= 0 && UInt64(count) <= size >> UInt64(bits)
    }

    /// Whether all addresses of another block are in this one.
    package func contains(_ other: AddressBlock) -> Bool {
        start <= other.start && other.start + other.size <= start + size
    }

    /// Whether an address is in both.
    package func overlaps(_ other: AddressBlock) -> Bool {
        start < other.start + other.size && other.start < start + size
    }
}

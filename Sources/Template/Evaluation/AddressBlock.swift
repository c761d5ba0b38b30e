/// A block of IPv4 addresses: `10.0.0.0/16`.
package struct AddressBlock: Sendable, Equatable {
    private let start: UInt64
    /// How many addresses there are.
    private let size: UInt64

    /// Nil for what is no block, as in `10.0.0.0/16`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let bytes = numbers.compactMap { UInt8($0) }
        guard parts.count == 2, numbers.count == 4, bytes.count == 4, let prefix = Int(parts[1]),
            (0...32).contains(prefix)
        else {
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

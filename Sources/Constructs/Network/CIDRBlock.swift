/// An IPv4 address range, as in `10.0.0.0/16`.
public struct CIDRBlock: Sendable, Hashable, CustomStringConvertible {
    /// The first address, as a number.
    let base: UInt32
    /// How many leading bits all its addresses share.
    public let prefixLength: Int

    /// - Returns: nil for text that is not a range: four numbers up to 255 and a prefix length up to 32, all without
    ///   signs and leading zeros, with no bit set behind the prefix (`10.0.1.0/16` is not the beginning of a range;
    ///   `10.0.0.0/16` is).
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let length = Self.number(parts[1], upTo: 32) else { return nil }
        let octets = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard octets.count == 4 else { return nil }
        var base: UInt32 = 0
        for octet in octets {
            guard let number = Self.number(octet, upTo: 255) else { return nil }
            base = base << 8 | UInt32(number)
        }
        guard base & Self.hostMask(length) == 0 else { return nil }
        self.init(base: base, prefixLength: length)
    }

    /// A range whose first address has no bit behind the prefix.
    init(base: UInt32, prefixLength: Int) {
        self.base = base
        self.prefixLength = prefixLength
    }

    /// The `index`-th part of this range when it is cut into ranges of `prefixLength`; nil where it has no such part.
    public func subnet(prefixLength: Int, index: Int) -> CIDRBlock? {
        guard prefixLength >= self.prefixLength, prefixLength <= 32, index >= 0,
            prefixLength - self.prefixLength >= Int.bitWidth - 1 || index < 1 << (prefixLength - self.prefixLength)
        else { return nil }
        let offset = UInt64(index) << UInt64(32 - prefixLength)
        return CIDRBlock(base: base + UInt32(offset), prefixLength: prefixLength)
    }

    /// Whether the other range lies within this one.
    public func contains(_ other: CIDRBlock) -> Bool {
        other.prefixLength >= prefixLength && other.base & ~Self.hostMask(prefixLength) == base
    }

    /// How many addresses the range has.
    public var addressCount: Int { 1 << (32 - prefixLength) }

    public var description: String {
        let octets = [24, 16, 8, 0].map { String(base >> UInt32($0) & 0xFF) }
        return octets.joined(separator: ".") + "/\(prefixLength)"
    }

    /// Decimal as AWS reads it: `010` might mean eight, so it means nothing.
    private static func number(_ text: Substring, upTo maximum: Int) -> Int? {
        guard let number = Int(text), (0...maximum).contains(number), text == String(number) else { return nil }
        return number
    }

    private static func hostMask(_ prefixLength: Int) -> UInt32 {
        prefixLength == 0 ? .max : (1 << UInt32(32 - prefixLength)) - 1
    }
}

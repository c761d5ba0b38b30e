/// Values that a property may have, with the regions in which each is offered.
public struct OfferedValues: Sendable {
    /// The values with the same regions.
    struct Group: @unchecked Sendable {
        // Nobody writes to a program's constants.
        /// Nothing where regions do not matter, `*` for all; else those that offer the values, or behind a `-` those
        /// that do not.
        let regions: UnsafeBufferPointer<UInt8>
        /// With spaces between them.
        let values: UnsafeBufferPointer<UInt8>
    }

    private let groups: [Group]
    private let allRegions: @Sendable () -> [String]

    init(_ groups: [Group], allRegions: @escaping @Sendable () -> [String]) {
        self.groups = groups
        self.allRegions = allRegions
    }

    /// All values, sorted.
    public var values: [String] {
        groups.flatMap { String(decoding: $0.values, as: UTF8.self).split(separator: " ").map(String.init) }.sorted()
    }

    /// Whether a value is offered in some region.
    public func contains(_ value: String) -> Bool { group(of: value) != nil }

    /// Whether a region offers a value; nil where the list says nothing of the region, or has no such value.
    public func isOffered(_ value: String, in region: String) -> Bool? {
        guard let group = group(of: value), groups.contains(where: { isOffered($0, in: region) == true }) else {
            return nil
        }
        return isOffered(group, in: region)
    }

    /// The regions that offer a value, sorted; none where regions do not matter.
    public func regions(of value: String) -> [String] {
        guard let group = group(of: value) else { return [] }
        return allRegions().filter { isOffered(group, in: $0) == true }
    }

    private func isOffered(_ group: Group, in region: String) -> Bool? {
        guard let first = group.regions.first else { return nil }
        let isNamed = Self.contains(group.regions, region)
        return switch first {
        case UInt8(ascii: "*"): allRegions().contains(region)
        case UInt8(ascii: "-"): !isNamed && allRegions().contains(region)
        default: isNamed
        }
    }

    private func group(of value: String) -> Group? { groups.first { Self.contains($0.values, value) } }

    /// Whether a word is among others with spaces between them.
    private static func contains(_ words: UnsafeBufferPointer<UInt8>, _ word: String) -> Bool {
        var word = word
        return word.withUTF8 { word in
            var start = 0
            while start < words.count {
                let end = words[start...].firstIndex(of: UInt8(ascii: " ")) ?? words.count
                if words[start..<end].elementsEqual(word) { return true }
                start = end + 1
            }
            return false
        }
    }
}

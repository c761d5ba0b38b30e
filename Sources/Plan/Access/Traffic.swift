import Template

/// What passes by a rule of a security group.
struct Traffic: Hashable {
    /// Of `in` and `out`.
    let isInward: Bool
    /// As in `tcp`; nil for all.
    let name: String?
    /// Nil where they are not known, and where a protocol has none.
    let ports: ClosedRange<Int>?
    /// As the rule has it.
    let peer: String

    /// Whether all that passes by a rule passes by others too.
    func isCovered(by others: [Traffic]) -> Bool {
        let alike = others.filter { other in
            isInward == other.isInward && (other.name == nil || name == other.name) && other.peer.takesIn(peer)
        }
        if alike.contains(where: { $0.name == nil }) { return true }
        guard let ports else { return alike.contains { $0.ports == nil } }
        // Two rules side by side let pass what one does that spans both.
        var next = ports.lowerBound
        for range in alike.compactMap(\.ports).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound <= next { next = max(next, range.upperBound + 1) }
        }
        return next > ports.upperBound
    }
}

extension String {
    /// Whether a peer is, or has in it, another one.
    fileprivate func takesIn(_ other: String) -> Bool {
        if self == other { return true }
        if self == "::/0" { return other.contains(":") && other.contains("/") }
        guard let block = AddressBlock(self), let inner = AddressBlock(other) else { return false }
        return block.contains(inner)
    }
}

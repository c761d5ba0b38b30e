import Template

/// Finds which of a list's new elements are old ones, changed: those that are mostly the same.
struct Twins {
    private(set) var rest: [ListDifference.Element]
    /// So many are looked at for one; of more, only the one in the same place.
    private static let mostLookedAt = 100

    init(_ added: [ListDifference.Element]) {
        rest = added
    }

    /// The one that is most like another one, and no longer to be had; nil where none is mostly the same.
    mutating func take(likest element: ListDifference.Element) -> ListDifference.Element? {
        var best: (index: Int, likeness: Double)?
        let candidates =
            rest.count <= Self.mostLookedAt ? Array(rest.indices) : rest.position(of: element.offset).map { [$0] } ?? []
        for index in candidates {
            let likeness = element.value.likeness(to: rest[index].value)
            if likeness >= 0.5, likeness > best?.likeness ?? 0 { best = (index, likeness) }
        }
        return best.map { rest.remove(at: $0.index) }
    }
}

extension [ListDifference.Element] {
    /// Of the one at an offset: they are sorted by it.
    fileprivate func position(of offset: Int) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].offset == offset ? low : nil
    }
}

extension Template.Expression {
    /// How much of an object another one has too, from 0 to 1.
    fileprivate func likeness(to other: Template.Expression) -> Double {
        guard let object, let other = other.object, !object.isEmpty else { return 0 }
        let same = object.entries.count { other[$0.key] == $0.value }
        return Double(same) / Double(max(object.count, other.count))
    }
}

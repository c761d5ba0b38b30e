import Template

/// What comes and goes between two lists, in time linear in their lengths.
struct ListDifference {
    typealias Element = (offset: Int, value: Template.Expression)

    private(set) var removed: [Element] = []
    private(set) var added: [Element] = []
    /// Whether what stays stands in another order.
    private(set) var isReordered = false

    init(from old: [Template.Expression], to new: [Template.Expression]) {
        let shorter = min(old.count, new.count)
        var start = 0
        while start < shorter, old[start] == new[start] { start += 1 }
        var end = 0
        while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
        // Of each value where it stood, the last one first.
        var places: [Template.Expression: [Int]] = [:]
        for index in (start..<old.count - end).reversed() { places[old[index], default: []].append(index) }
        var previous = -1
        var stays: Set<Int> = []
        for index in start..<new.count - end {
            guard let place = places[new[index]]?.popLast() else {
                added.append((index, new[index]))
                continue
            }
            stays.insert(place)
            if place < previous { isReordered = true }
            previous = place
        }
        for index in start..<old.count - end where !stays.contains(index) { removed.append((index, old[index])) }
    }

    /// Whether as many came in the place of others: these others, changed.
    var areReplaced: Bool {
        !isReordered && removed.count == added.count && zip(removed, added).allSatisfy { $0.offset == $1.offset }
    }
}

/// A readable difference between two texts: the changed lines with some around them, as `diff -u` prints it.
public struct LineDiff: Sendable {
    /// A line of the output.
    public enum Line: Sendable, Equatable, CustomStringConvertible {
        /// Where the next lines stand in the old and in the new text, counted from 1.
        case position(old: Int, new: Int)
        case same(String)
        case removed(String)
        case added(String)

        /// The line as it is printed, without a newline.
        public var description: String {
            switch self {
            case .position(let old, let new): "@@ line \(old), now line \(new) @@"
            case .same(let text): "  " + text
            case .removed(let text): "- " + text
            case .added(let text): "+ " + text
            }
        }
    }

    /// None where the texts are equal.
    public let lines: [Line]

    /// - Parameter context: how many unchanged lines to show around a change.
    public init(from old: String, to new: String, context: Int = 3) {
        var comparison = LineComparison(old: Self.lines(of: old), new: Self.lines(of: new))
        comparison.compare()
        let merged = comparison.merged
        var lines: [Line] = []
        var shownTo = 0
        for change in merged.indices where merged[change].line.isChange {
            let start = max(shownTo, change - context)
            if start > shownTo || lines.isEmpty {
                lines.append(.position(old: merged[start].old, new: merged[start].new))
            }
            let end = min(merged.count, change + context + 1)
            lines += merged[start..<max(start, end)].map(\.line)
            shownTo = max(shownTo, end)
        }
        // What follows the newline at the end is no line.
        if shownTo == merged.count, lines.last == .same("") { lines.removeLast() }
        self.lines = lines
    }

    /// Lines are compared as bytes: texts that only look alike differ.
    private static func lines(of text: String) -> [ArraySlice<UInt8>] {
        Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
}

extension LineDiff.Line {
    fileprivate var isChange: Bool {
        switch self {
        case .removed, .added: true
        case .same, .position: false
        }
    }
}

/// Finds which lines two texts share.
///
/// The shortest difference of texts with little in common takes quadratic time and memory. So lines that occur once in
/// each text are matched first, which in a template are the telling ones, and only the small gaps between them are
/// compared thoroughly ("patience diff").
private struct LineComparison {
    typealias Text = ArraySlice<UInt8>

    /// Beyond so many pairs of lines, a gap counts as wholly changed.
    private static let mostPairs = 1_000_000

    let old: [Text]
    let new: [Text]
    private var isRemoved: [Bool]
    private var isAdded: [Bool]

    init(old: [Text], new: [Text]) {
        self.old = old
        self.new = new
        isRemoved = Array(repeating: false, count: old.count)
        isAdded = Array(repeating: false, count: new.count)
    }

    mutating func compare() {
        compare(old.indices, new.indices)
    }

    private mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        var (oldRange, newRange) = (oldRange, newRange)
        while let first = oldRange.first, let other = newRange.first, old[first] == new[other] {
            oldRange.removeFirst()
            newRange.removeFirst()
        }
        while let last = oldRange.last, let other = newRange.last, old[last] == new[other] {
            oldRange.removeLast()
            newRange.removeLast()
        }
        if oldRange.isEmpty || newRange.isEmpty { return markChanged(oldRange, newRange) }
        let anchors = anchors(oldRange, newRange)
        if anchors.isEmpty { return compareThoroughly(oldRange, newRange) }
        var (oldStart, newStart) = (oldRange.lowerBound, newRange.lowerBound)
        for anchor in anchors {
            compare(oldStart..<anchor.old, newStart..<anchor.new)
            (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
        }
        compare(oldStart..<oldRange.upperBound, newStart..<newRange.upperBound)
    }

    private mutating func markChanged(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        for index in oldRange { isRemoved[index] = true }
        for index in newRange { isAdded[index] = true }
    }

    private mutating func compareThoroughly(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        guard oldRange.count <= Self.mostPairs / newRange.count else { return markChanged(oldRange, newRange) }
        for change in new[newRange].difference(from: old[oldRange]) {
            switch change {
            case .remove(let offset, _, _): isRemoved[oldRange.lowerBound + offset] = true
            case .insert(let offset, _, _): isAdded[newRange.lowerBound + offset] = true
            }
        }
    }

    /// Lines that occur once in each range, as many as stand in the same order in both.
    private func anchors(_ oldRange: Range<Int>, _ newRange: Range<Int>) -> [(old: Int, new: Int)] {
        let inNew = uniqueLines(new, newRange)
        let pairs = uniqueLines(old, oldRange).compactMap { line, index in inNew[line].map { (old: index, new: $0) } }
            .sorted { $0.old < $1.old }
        // The longest increasing subsequence of the places in the new text: `ends[n]` ends the best one of length n +
        // 1.
        var ends: [Int] = []
        var previous: [Int?] = []
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            previous.append(low > 0 ? ends[low - 1] : nil)
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var chosen: [(old: Int, new: Int)] = []
        var next = ends.last
        while let index = next {
            chosen.append(pairs[index])
            next = previous[index]
        }
        return chosen.reversed()
    }

    private func uniqueLines(_ lines: [Text], _ range: Range<Int>) -> [Text: Int] {
        var places: [Text: Int] = [:]
        var repeated: Set<Text> = []
        for index in range where places.updateValue(index, forKey: lines[index]) != nil {
            repeated.insert(lines[index])
        }
        for line in repeated { places[line] = nil }
        return places
    }

    /// All lines of both texts in order, each with its number in the old and in the new one.
    var merged: [(line: LineDiff.Line, old: Int, new: Int)] {
        var merged: [(line: LineDiff.Line, old: Int, new: Int)] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < old.count || newIndex < new.count {
            let place = (oldIndex + 1, newIndex + 1)
            if oldIndex < old.count, isRemoved[oldIndex] {
                merged.append((.removed(String(decoding: old[oldIndex], as: UTF8.self)), place.0, place.1))
                oldIndex += 1
            } else if newIndex < new.count, isAdded[newIndex] {
                merged.append((.added(String(decoding: new[newIndex], as: UTF8.self)), place.0, place.1))
                newIndex += 1
            } else {
                merged.append((.same(String(decoding: old[oldIndex], as: UTF8.self)), place.0, place.1))
                oldIndex += 1
                newIndex += 1
            }
        }
        return merged
    }
}

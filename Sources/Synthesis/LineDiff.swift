/// A readable difference between two texts: the changed lines with some around them, as `diff -u` prints it.
public struct LineDiff: Sendable {
    /// A line of the output.
    public enum Line: Sendable, Equatable {
        /// Where the next lines stand in the old and in the new text, counted from 1.
        case position(old: Int, new: Int)
        case same(String)
        case removed(String)
        case added(String)
    }

    public let lines: [Line]

    /// - Parameter context: how many unchanged lines to show around a change.
    public init(from old: String, to new: String, context: Int = 3) {
        let merged = Self.merge(old, new)
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
        self.lines = lines
    }

    /// All lines of both texts in order, each with its number in the old and in the new one.
    private static func merge(_ old: String, _ new: String) -> [(line: Line, old: Int, new: Int)] {
        let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false)
        let newLines = new.split(separator: "\n", omittingEmptySubsequences: false)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in newLines.difference(from: oldLines) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var merged: [(line: Line, old: Int, new: Int)] = []
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < oldLines.count || newIndex < newLines.count {
            let place = (oldIndex + 1, newIndex + 1)
            if removed.contains(oldIndex) {
                merged.append((.removed(String(oldLines[oldIndex])), place.0, place.1))
                oldIndex += 1
            } else if added.contains(newIndex) {
                merged.append((.added(String(newLines[newIndex])), place.0, place.1))
                newIndex += 1
            } else {
                merged.append((.same(String(oldLines[oldIndex])), place.0, place.1))
                oldIndex += 1
                newIndex += 1
            }
        }
        return merged
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

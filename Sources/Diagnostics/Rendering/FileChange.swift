/// An edit of a file that is there.
public struct FileChange: Sendable, Hashable {
    /// From the project's root.
    public let path: String
    /// What it replaces.
    public let bytes: Range<Int>
    /// What stands there afterwards.
    public let replacement: String
    /// Where it begins and ends: lines and, in Unicode code points, columns from 1.
    let start: (line: Int, column: Int)
    let end: (line: Int, column: Int)

    /// Nil for bytes that the file does not have.
    init?(_ path: String, _ bytes: Range<Int>, of contents: [UInt8], with replacement: String) {
        guard bytes.upperBound <= contents.count else { return nil }
        self.path = path
        self.bytes = bytes
        self.replacement = replacement
        start = Self.position(of: bytes.lowerBound, in: contents)
        end = Self.position(of: bytes.upperBound, in: contents)
    }

    private static func position(of offset: Int, in contents: [UInt8]) -> (line: Int, column: Int) {
        let before = contents[..<offset]
        let newline = UInt8(ascii: "\n")
        let line = before.lastIndex(of: newline).map { before[($0 + 1)...] } ?? before
        return (before.count { $0 == newline } + 1, String(decoding: line, as: UTF8.self).unicodeScalars.count + 1)
    }

    public static func == (left: FileChange, right: FileChange) -> Bool {
        left.path == right.path && left.bytes == right.bytes && left.replacement == right.replacement
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(bytes)
        hasher.combine(replacement)
    }
}

extension [FileChange] {
    /// Those that do not touch what an earlier one changes, each once.
    public var withoutOverlaps: [FileChange] {
        var taken: [String: [Range<Int>]] = [:]
        return filter { change in
            let others = taken[change.path] ?? []
            // Of two that put something in at one place, nobody knows which comes first.
            let isFree = others.allSatisfy {
                change.bytes.upperBound <= $0.lowerBound && change.bytes != $0
                    || $0.upperBound <= change.bytes.lowerBound && change.bytes != $0
            }
            if isFree { taken[change.path] = others + [change.bytes] }
            return isFree
        }
    }

    /// A file's contents with the changes, all of this file, and every other byte as it is.
    public func applied(to contents: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(contents.count)
        var position = 0
        for change in sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
            result += contents[position..<change.bytes.lowerBound]
            result += change.replacement.utf8
            position = change.bytes.upperBound
        }
        return result + contents[position...]
    }
}

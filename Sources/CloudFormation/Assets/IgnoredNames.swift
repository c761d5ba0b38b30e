/// Which names of a folder are not part of an asset, as a list of patterns says.
///
/// | pattern | what it leaves out |
/// |---|---|
/// | `*.md` | every name that ends so, at any depth |
/// | `tests/` | every folder of that name, with all that is in it |
/// | `/notes.txt`, `src/*.c` | by the path from the asset's folder on |
/// | `**/fixtures/*.bin` | `**` stands for any folders, also for none |
/// | `!.well-known` | nothing: it takes back what a pattern before it has left out |
///
/// `*` stands for any characters, `?` for one, neither for a slash. The last pattern that fits decides; nothing below a
/// folder that is left out can be taken back. This is what `.gitignore` files mean by these, which have more.
public struct IgnoredNames: Sendable, Hashable {
    /// What is left out of every asset unless a pattern takes it back: hidden files, which may be secrets (`.env`) and differ
    /// from machine to machine (`.DS_Store`), and what Python leaves beside sources that it ran.
    public static let byDefault = [".*", "__pycache__/", "*.pyc"]

    private struct Pattern: Hashable {
        var parts: [[UInt8]]
        var isOfFolders = false
        var takesBack = false
    }

    private let patterns: [Pattern]
    /// The patterns that mean nothing here, each with what is wrong.
    let faults: [(pattern: String, problem: String)]

    init(_ patterns: [String]) {
        self.patterns = (Self.byDefault + patterns).map(Self.pattern)
        faults = patterns.compactMap { pattern in Self.fault(of: pattern).map { (pattern, $0) } }
    }

    public static func == (one: IgnoredNames, other: IgnoredNames) -> Bool { one.patterns == other.patterns }

    public func hash(into hasher: inout Hasher) { hasher.combine(patterns) }

    private static func fault(of pattern: String) -> String? {
        if pattern.drop(while: { $0 == "!" || $0 == "/" }).isEmpty { return "is empty" }
        if pattern.contains(where: { "[]\\".contains($0) }) { return "has a bracket or a backslash" }
        return pattern.split(separator: "/").contains("..") ? "leads out of the folder" : nil
    }

    private static func pattern(_ text: String) -> Pattern {
        var rest = Substring(text)
        var pattern = Pattern(parts: [])
        if rest.hasPrefix("!") {
            pattern.takesBack = true
            rest = rest.dropFirst()
        }
        if rest.hasSuffix("/") {
            pattern.isOfFolders = true
            rest = rest.dropLast()
        }
        pattern.parts = rest.split(separator: "/").map { Array($0.utf8) }
        // Without a slash it is about a name wherever that stands.
        if !rest.contains("/") { pattern.parts.insert(anyFolders, at: 0) }
        return pattern
    }

    private static let anyFolders = Array("**".utf8)

    /// - Parameter path: from the asset's folder on.
    func contains(_ path: String, isFolder: Bool) -> Bool {
        let parts = path.split(separator: "/").map { Array($0.utf8) }
        let last = patterns.last { pattern in
            (isFolder || !pattern.isOfFolders) && Self.matches(parts[...], pattern.parts[...])
        }
        return last.map { !$0.takesBack } ?? false
    }

    private static func matches(_ path: ArraySlice<[UInt8]>, _ pattern: ArraySlice<[UInt8]>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == anyFolders {
            let rest = pattern.dropFirst()
            return (path.startIndex...path.endIndex).contains { matches(path[$0...], rest) }
        }
        guard let name = path.first, matches(name, first) else { return false }
        return matches(path.dropFirst(), pattern.dropFirst())
    }

    /// One name. Where it fails after an asterisk, that one takes a character more: the last one alone, so that the time
    /// does not grow with their number.
    private static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
        var (at, wanted) = (0, 0)
        var asterisk: (pattern: Int, name: Int)?
        while at < name.count {
            if wanted < pattern.count, pattern[wanted] == UInt8(ascii: "*") {
                asterisk = (wanted, at)
                wanted += 1
            } else if wanted < pattern.count, pattern[wanted] == UInt8(ascii: "?") || pattern[wanted] == name[at] {
                at += 1
                wanted += 1
            } else if let (pattern, start) = asterisk {
                asterisk = (pattern, start + 1)
                (at, wanted) = (start + 1, pattern + 1)
            } else {
                return false
            }
        }
        return pattern[wanted...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

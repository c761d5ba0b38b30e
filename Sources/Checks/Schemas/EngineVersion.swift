/// A version of an engine, `8.0.41` or `16.3`, as its numbers and words.
struct EngineVersion: Comparable {
    private let parts: [Substring]

    init(_ text: String) {
        parts = text.split(separator: ".")
    }

    /// The newest of some versions: of those that begin as another one does, where there are any, since others change more.
    static func newest(of known: [String], like text: String) -> String? {
        let first = EngineVersion(text).parts.first
        let alike = known.filter { EngineVersion($0).parts.first == first }
        return (alike.isEmpty ? known : alike).max { EngineVersion($0) < EngineVersion($1) }
    }

    static func < (left: Self, right: Self) -> Bool {
        for (mine, theirs) in zip(left.parts, right.parts) where mine != theirs {
            if let mine = Int(mine), let theirs = Int(theirs) { return mine < theirs }
            return mine < theirs
        }
        return left.parts.count < right.parts.count
    }

    /// Whether another version that begins in the same way is newer: what is not among these will not come any more.
    func isOlder(thanNewestOf known: [EngineVersion]) -> Bool {
        guard parts.allSatisfy({ Int($0) != nil }) else { return false }
        let shared = known.map { zip($0.parts, parts).prefix { $0 == $1 }.count }.max() ?? 0
        guard shared < parts.count else { return false }
        return known.contains { other in
            other.parts.count > shared && other.parts.prefix(shared).elementsEqual(parts.prefix(shared))
                && Int(other.parts[shared]).map { $0 > Int(parts[shared]) ?? 0 } == true
        }
    }
}

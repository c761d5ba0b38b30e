/// What becomes of what, as a picture marks it.
struct PictureMarks {
    /// What becomes of one thing.
    enum Mark: Int, Comparable {
        case removed, refused, replaced, mayBeReplaced, added, changed, moved

        /// The character that says it in a plan too.
        var symbol: String {
            switch self {
            case .added: "+"
            case .changed: "~"
            case .moved: ">"
            case .replaced: "±"
            case .mayBeReplaced: "?"
            case .removed: "-"
            case .refused: "!"
            }
        }

        /// The name of its style.
        var style: String {
            switch self {
            case .added: "added"
            case .changed, .moved: "changed"
            case .replaced, .mayBeReplaced: "replaced"
            case .removed, .refused: "removed"
            }
        }

        static func < (left: Mark, right: Mark) -> Bool { left.rawValue < right.rawValue }
    }

    /// By the resource's path.
    var resources: [String: Mark] = [:]
    /// Of connections that come or go, by ``Connection/pair``.
    var connections: [String: Mark] = [:]

    func mark(of path: String) -> Mark? { resources[path] }

    /// Its own, or that something in it changes.
    func mark(of stack: StackBox) -> Mark? {
        guard let path = stack.resource?.path else { return nil }
        if let own = resources[path] { return own }
        return resources.keys.contains { $0.hasPrefix(path + "/") } ? .changed : nil
    }

    /// Its own, or that something of it changes.
    func mark(of card: Card) -> Mark? {
        let own = card.resources.compactMap { resources[$0.path] }
        if let worst = own.min(), own.count == card.resources.count { return worst }
        return own.isEmpty && !card.parts.contains { resources[$0.path] != nil } ? nil : .changed
    }

    func mark(of connection: Connection) -> Mark? { connections[connection.pair] }
}

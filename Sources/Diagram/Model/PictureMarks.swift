import Plan

/// What becomes of what, as a picture marks it.
struct PictureMarks {
    /// By the resource's path; what is not touched is not among them.
    var resources: [String: ChangeMark] = [:]
    /// Of connections that come or go, by ``Connection/pair``.
    var connections: [String: ChangeMark] = [:]

    /// From what one wants to know first of several in one box.
    private static let worst: [ChangeMark] = [
        .removed, .refused, .replaced, .mayBeReplaced, .added, .changed, .moved,
    ]

    func mark(of path: String) -> ChangeMark? { resources[path] }

    /// Its own, or that something in it changes.
    func mark(of stack: StackBox) -> ChangeMark? {
        guard let path = stack.resource?.path else { return nil }
        if let own = resources[path] { return own }
        return resources.keys.contains { $0.hasPrefix(path + "/") } ? .changed : nil
    }

    /// Its own, or that something of it changes.
    func mark(of card: Card) -> ChangeMark? {
        let own = card.resources.compactMap { resources[$0.path] }
        if !own.isEmpty, own.count == card.resources.count { return Self.worst.first(where: own.contains) }
        return own.isEmpty && !card.parts.contains { resources[$0.path] != nil } ? nil : .changed
    }

    func mark(of connection: Connection) -> ChangeMark? { connections[connection.pair] }

    /// Those that a picture of an architecture shows.
    func shown(in architecture: Architecture) -> Set<ChangeMark> {
        Set(
            architecture.cards.compactMap(mark) + architecture.stacks.compactMap(mark)
                + architecture.networks.flatMap(\.resources).compactMap { mark(of: $0.path) })
    }
}

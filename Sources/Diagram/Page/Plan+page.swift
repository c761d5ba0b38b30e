import Diagnostics
import Plan

extension Plan {
    /// The plan as one page: the architecture with what changes marked in it, and all changes below. It needs nothing
    /// else: no network, no font.
    ///
    /// - Parameters:
    ///   - title: what the plan is of.
    ///   - source: how a place is written.
    public func page(title: String, source: @escaping (Diagnostic.Place) -> String) -> String {
        let (before, after) = sides
        var marks = PictureMarks()
        for change in resources { marks.resources[change.path.description] = PictureMarks.Mark(change) }
        let architecture = Architecture(comparing: before, with: after, title: title, &marks)
        let changes = PageWriter.Changes(summary: summary, markup: markup(source: source))
        return PageWriter(architecture, marks: marks, changes: changes, source: source).page
    }
}

extension PictureMarks.Mark {
    /// Nil where what is there stays as it is.
    fileprivate init?(_ change: PlannedChange) {
        switch change.action {
        case .add: self = .added
        case .remove: self = .removed
        case .update where change.isUntouched: return nil
        case .update: self = .changed
        case .replace: self = .replaced
        case .mayReplace: self = .mayBeReplaced
        case .refuse: self = .refused
        }
    }
}

extension Architecture {
    /// What is to come, with what goes drawn too; connections that come or go are marked.
    fileprivate init(
        comparing before: PlannedTemplates?, with after: PlannedTemplates?, title: String,
        _ marks: inout PictureMarks
    ) {
        guard let sole = after ?? before else {
            self.init(
                title: title, region: nil, networks: [], cards: [], connections: [], stacks: [], absent: [],
                omittedConnections: 0)
            return
        }
        let whole = Architecture(of: sole, title: title, with: after == nil ? nil : before)
        guard let before, let after else {
            self = whole
            return
        }
        // Those of one card each: what is grouped differently on both sides does not come or go.
        let old = Architecture(of: before, title: title)
        let new = Architecture(of: after, title: title)
        let (had, has) = (old.pairs, new.pairs)
        let drawn = whole.pairs
        let gone = old.connections.filter { connection in
            !has.contains(connection.pair) && !drawn.contains(connection.pair) && whole.card(connection.from) != nil
                && whole.card(connection.to) != nil
        }
        for connection in whole.connections + gone where whole.isOfSingles(connection) {
            switch (had.contains(connection.pair), has.contains(connection.pair)) {
            case (false, true): marks.connections[connection.pair] = .added
            case (true, false): marks.connections[connection.pair] = .removed
            default: break
            }
        }
        self.init(
            title: title, region: whole.region, networks: whole.networks, cards: whole.cards,
            connections: whole.connections + gone, stacks: whole.stacks, absent: whole.absent,
            omittedConnections: whole.omittedConnections)
    }

    private var pairs: Set<String> { Set(connections.map(\.pair)) }

    private func isOfSingles(_ connection: Connection) -> Bool {
        [connection.from, connection.to].allSatisfy { (card($0)?.resources.count ?? 0) < 2 }
    }
}

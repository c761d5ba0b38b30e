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
        var marks = PictureMarks()
        for change in resources where change.mark != .untouched {
            marks.resources[change.path.description] = change.mark
        }
        let architecture = Architecture(comparing: former, sides, title: title, &marks)
        let changes = PageWriter.Changes(summary: summary, markup: markup(source: source))
        return PageWriter(architecture, marks: marks, changes: changes, source: source).page
    }
}

extension Architecture {
    /// What is to come, with what goes drawn too; connections that come or go are marked.
    ///
    /// - Parameter former: the resources of what was before, under the names that they are to have.
    fileprivate init(
        comparing former: [PlannedResource], _ sides: (before: PlannedTemplates?, after: PlannedTemplates?),
        title: String, _ marks: inout PictureMarks
    ) {
        let (before, after) = sides
        guard before != nil, let after else {
            self = (after ?? before).map { Architecture(of: $0, title: title) } ?? Architecture(of: [], title: title)
            return
        }
        let whole = Architecture(of: after, title: title, with: former, fates: marks.resources)
        let old = Architecture(of: former, title: title, fates: marks.resources)
        let new = Architecture(of: after, title: title, fates: marks.resources)
        let (had, has, drawn) = (old.pairs, new.pairs, whole.pairs)
        let gone = old.connections.filter { connection in
            !has.contains(connection.pair) && !drawn.contains(connection.pair) && whole.card(connection.from) != nil
                && whole.card(connection.to) != nil
        }
        // Those of one card each: what is grouped differently on both sides does not come or go.
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

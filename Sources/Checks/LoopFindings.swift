import Diagnostics
import Template

/// What was found in what loops make: a mistake in a body is one mistake, however many turns make it.
struct LoopFindings {
    /// A mistake of one kind in one place of a body.
    private struct Place: Hashable {
        let code: String
        let logicalID: String?
        let property: String?
        let path: String?

        init(_ diagnostic: Diagnostic) {
            code = diagnostic.code
            logicalID = diagnostic.logicalID
            property = diagnostic.property
            path = diagnostic.path
        }
    }

    private struct Found {
        let path: Template.Path
        let turns: Int
        let edits: [Edit]
        var turnsFound: [Template.Path: String]
        /// Whether what mends one turn is another thing for another.
        var isAmbiguous = false
    }

    private var found: [Place: Found] = [:]

    /// Whether the mistake is to be told: it was not found in another turn before.
    mutating func isFirst(_ diagnostic: Diagnostic, of source: Template.LoopSource, at path: Template.Path) -> Bool {
        let place = Place(diagnostic)
        guard var known = found[place] else {
            found[place] = Found(
                path: path, turns: source.turns, edits: diagnostic.edits, turnsFound: [path: source.turn])
            return true
        }
        known.turnsFound[path] = source.turn
        // Several mistakes in one turn are several.
        if known.path == path { return true }
        known.isAmbiguous = known.isAmbiguous || known.edits != diagnostic.edits
        found[place] = known
        return false
    }

    /// A finding with the turns that have it, where not all of them do. What mends it is what mends all.
    func completed(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let known = found[Place(diagnostic)] else { return diagnostic }
        let isOfAll = known.turnsFound.count >= known.turns
        let mended = isOfAll && !known.isAmbiguous ? diagnostic : diagnostic.withoutEdits
        let turns = Set(known.turnsFound.values).subtracting([""]).sorted()
        guard !isOfAll, !turns.isEmpty else { return mended }
        let most = 3
        let rest = turns.count > most ? ", and in \(turns.count - most) more" : ""
        let words = turns.prefix(most).joined(separator: ", and with ")
        return mended.noting([Diagnostic.Note("in the turn of the loop with \(words)\(rest)")])
    }
}

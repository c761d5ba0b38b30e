import PermissionFacts
import ResourceSchemas

/// What differs between the actions that the handlers of two releases call, a line a type that both have.
struct PermissionChanges: Sendable {
    let lines: [String]

    init(from old: [TypeName: HandlerFacts], to new: [TypeName: HandlerFacts]) {
        lines = new.keys.sorted().compactMap { type in
            guard let before = old[type], let after = new[type] else { return nil }
            return Self.line(type, before, after)
        }
    }

    private static func line(_ type: TypeName, _ old: HandlerFacts, _ new: HandlerFacts) -> String? {
        let parts = HandlerFacts.Handler.allCases.flatMap { handler -> [String] in
            let before = Set(old.actions[handler] ?? [])
            let after = Set(new.actions[handler] ?? [])
            return [("calls", after.subtracting(before)), ("calls no longer", before.subtracting(after))].compactMap {
                what, actions in
                actions.isEmpty
                    ? nil : "\(handler.rawValue) \(what) " + actions.sorted().map { "`\($0)`" }.joined(separator: ", ")
            }
        }
        return parts.isEmpty ? nil : "\(type): \(parts.joined(separator: "; "))."
    }
}

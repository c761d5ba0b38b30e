import ResourceSchemas

/// What came, went and changed between two schema releases, in Markdown.
struct Changelog: Sendable {
    private let old: Release
    private let new: Release

    init(from old: Release, to new: Release) {
        self.old = old
        self.new = new
    }

    /// The lines of the changelog; none when nothing changed.
    var lines: [String] {
        let came = new.types.keys.filter { old.types[$0] == nil }.sorted()
        let went = old.types.keys.filter { new.types[$0] == nil }.sorted()
        let changes = new.types.keys.sorted().compactMap { type -> (type: TypeName, lines: [String])? in
            guard let before = old.types[type], let after = new.types[type], before != after else { return nil }
            let lines = TypeChanges(from: before, to: after).lines
            return lines.isEmpty ? nil : (type, lines)
        }
        let actions = old.actions.flatMap { old in new.actions.map { ActionChanges(from: old, to: $0).lines } } ?? []
        let values = ValueChanges(from: old.lists, to: new.lists).lines
        let permissions =
            old.handlers.flatMap { old in new.handlers.map { PermissionChanges(from: old, to: $0).lines } } ?? []
        guard
            !(came.isEmpty && went.isEmpty && changes.isEmpty && actions.isEmpty && values.isEmpty
                && permissions.isEmpty)
        else { return [] }

        var result = [
            "# Resource types: \(old.date) to \(new.date)", "",
            "\(Self.count(came.count)) came, \(went.count) went, \(changes.count) changed.",
        ]
        for (title, types) in [("New types", came), ("Removed types", went)] where !types.isEmpty {
            result += ["", "## \(title)", ""] + types.map { "- \($0)" }
        }
        if !changes.isEmpty { result += ["", "## Changed types"] }
        for change in changes {
            result += ["", "### \(change.type)", ""] + change.lines.map { "- \($0)" }
        }
        for (title, lines) in [("Actions", actions), ("Permissions of handlers", permissions), ("Values", values)]
        where !lines.isEmpty {
            result += ["", "## \(title)", ""] + lines.map { "- \($0)" }
        }
        return result
    }

    private static func count(_ types: Int) -> String { types == 1 ? "1 type" : "\(types) types" }
}

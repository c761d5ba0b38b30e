extension [Diagnostic] {
    /// Sorted, and without those that say the same as another of a line, whatever the property.
    package var inSourceOrder: Self {
        var seen: Set<Statement> = []
        return filter { seen.insert(Statement($0)).inserted }.sorted { $0.order < $1.order }
    }
}

/// What a diagnostic says, and of which line.
private struct Statement: Hashable {
    private let code: String
    private let message: String
    private let path: String?
    private let place: Diagnostic.Place?
    private let notes: [Diagnostic.Note]

    init(_ diagnostic: Diagnostic) {
        code = diagnostic.code
        message = diagnostic.message
        path = diagnostic.path
        place = diagnostic.place
        notes = diagnostic.notes
    }
}

extension Diagnostic {
    fileprivate var order: (String, Int, Int, String) {
        switch place {
        case .source(let location): (location.fileID, location.line, 0, message)
        case .file(let position): (position.path, position.line ?? 0, position.column ?? 0, message)
        case nil: ("", 0, 0, message)
        }
    }
}

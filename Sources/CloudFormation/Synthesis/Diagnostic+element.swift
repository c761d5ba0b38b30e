extension Diagnostic {
    /// A problem with a declared element. When a construct declared it, the user's line comes first and the
    /// construct's own follows as a note.
    init(
        _ code: String, _ message: String, severity: Severity = .error, about element: Element, notes: [Note] = [],
        fix: String, isConfidential: Bool = false
    ) {
        var notes = notes
        if element.userLocation != element.location {
            notes.append(Note("added here by the construct", at: element.location))
        }
        self.init(
            code, message, severity: severity, at: element.userLocation, logicalID: element.logicalID,
            path: element.path, notes: notes, fix: fix, isConfidential: isConfidential)
    }
}

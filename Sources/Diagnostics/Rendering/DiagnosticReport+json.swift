extension DiagnosticReport {
    func json(_ sources: SourceFiles) -> RenderedJSON {
        .object([
            ("diagnostics", .list(standing.map { .object($0.members(sources)) })),
            (
                "suppressed",
                .list(
                    accepted.map {
                        .object($0.diagnostic.members(sources) + [("suppression", $0.suppression.json(sources))])
                    })
            ),
        ])
    }
}

extension Diagnostic {
    fileprivate func members(_ sources: SourceFiles) -> [(String, RenderedJSON?)] {
        [
            ("severity", .text(severity.rawValue)), ("code", .text(code)), ("message", .text(message)),
            ("place", place.map { sources.position(of: $0).json }), ("logicalID", logicalID.map { .text($0) }),
            ("property", property.map { .text($0) }), ("path", path.map { .text($0) }),
            ("notes", notes.isEmpty ? nil : .list(notes.map { $0.json(sources) })), ("fix", fix.map { .text($0) }),
        ]
    }
}

extension Diagnostic.Note {
    fileprivate func json(_ sources: SourceFiles) -> RenderedJSON {
        .object([("message", .text(message)), ("place", place.map { sources.position(of: $0).json })])
    }
}

extension FilePosition {
    fileprivate var json: RenderedJSON {
        .object([
            ("file", .text(path)), ("line", line.map { .number($0) }), ("column", column.map { .number($0) }),
        ])
    }
}

extension Suppression {
    fileprivate func json(_ sources: SourceFiles) -> RenderedJSON {
        .object([
            ("reason", .text(reason)), ("expires", expires.map { .text($0.description) }),
            ("place", sources.position(of: place).json),
        ])
    }
}

extension DiagnosticReport {
    func json(_ sources: SourceFiles) -> RenderedJSON {
        .object([("diagnostics", diagnostics(sources)), ("suppressed", suppressed(sources))])
    }

    /// What stands: the member `diagnostics` of any document that has it.
    package func diagnostics(_ sources: SourceFiles) -> RenderedJSON {
        .list(standing.map { .object($0.members(sources)) })
    }

    /// What is accepted: the member `suppressed` of any document that has it.
    package func suppressed(_ sources: SourceFiles) -> RenderedJSON {
        .list(
            accepted.map {
                .object($0.diagnostic.members(sources) + [("suppression", $0.suppression.json(sources))])
            })
    }
}

extension Diagnostic {
    fileprivate func members(_ sources: SourceFiles) -> [(String, RenderedJSON?)] {
        [
            ("severity", .text(severity.rawValue)), ("code", .text(code)), ("message", .text(message)),
            ("place", place.map { sources.position(of: $0).json }), ("logicalID", logicalID.map { .text($0) }),
            ("property", property.map { .text($0) }), ("path", path.map { .text($0) }),
            ("resource", resource?.json),
            ("notes", notes.isEmpty ? nil : .list(notes.map { $0.json(sources) })), ("fix", fix.map { .text($0) }),
            ("edits", edits.isEmpty ? nil : sources.changes(mending: self).json),
        ]
    }
}

extension [FileChange] {
    /// Nil for none.
    fileprivate var json: RenderedJSON? {
        guard !isEmpty else { return nil }
        return .list(
            map { change in
                .object([
                    ("file", .text(change.path)), ("line", .number(change.start.line)),
                    ("column", .number(change.start.column)), ("endLine", .number(change.end.line)),
                    ("endColumn", .number(change.end.column)), ("replacement", .text(change.replacement)),
                ])
            })
    }
}

extension DeployedResource {
    fileprivate var json: RenderedJSON {
        .object([("type", .text(type)), ("id", .text(id)), ("name", .text(name))])
    }
}

extension Diagnostic.Note {
    fileprivate func json(_ sources: SourceFiles) -> RenderedJSON {
        .object([("message", .text(message)), ("place", place.map { sources.position(of: $0).json })])
    }
}

extension FilePosition {
    /// The member `place` of whatever has one.
    package var json: RenderedJSON {
        .object([
            ("file", .text(path)), ("line", line.map { .number($0) }), ("column", column.map { .number($0) }),
        ])
    }
}

extension Suppression {
    fileprivate func json(_ sources: SourceFiles) -> RenderedJSON {
        .object([
            ("reason", .text(reason)), ("environment", environment.map { .text($0) }),
            ("expires", expires.map { .text($0.description) }),
            ("place", sources.position(of: place).json),
        ])
    }
}

extension DiagnosticReport {
    /// Annotations of what stands: "Workflow commands for GitHub Actions" in GitHub's documentation.
    func annotations(_ sources: SourceFiles) -> String {
        standing.map { $0.annotation(sources) + "\n" }.joined()
    }
}

extension Diagnostic {
    fileprivate func annotation(_ sources: SourceFiles) -> String {
        let position = place.map(sources.position)
        let properties: [(String, String?)] = [
            ("file", position?.path), ("line", position?.line.map(String.init)),
            ("col", position?.column.map(String.init)), ("title", "\(code)"),
        ]
        let command: String =
            switch severity.level {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        let notes = notes.map { note in
            (note.place.map { "\(sources.position(of: $0)): " } ?? "") + "note: \(note.message)"
        }
        let message = ([message] + notes + (fix.map { ["fix: \($0)"] } ?? [])).joined(separator: "\n")
        return "::\(command) "
            + properties.compactMap { name, value in value.map { "\(name)=\($0.asProperty)" } }.joined(separator: ",")
            + "::\(message.asData)"
    }
}

extension String {
    /// What GitHub's own toolkit escapes (actions/toolkit, packages/core/src/command.ts): what would end the command.
    fileprivate var asData: String {
        replacingAll(["%": "%25", "\r": "%0D", "\n": "%0A"])
    }

    /// What would end a property of the command, too.
    fileprivate var asProperty: String {
        replacingAll(["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }

    private func replacingAll(_ replacements: [Unicode.Scalar: String]) -> String {
        unicodeScalars.reduce(into: "") { $0 += replacements[$1] ?? String($1) }
    }
}

extension Diagnostic {
    /// The diagnostic as compilers print theirs, with the line that it is about.
    public func text(_ sources: SourceFiles) -> [TextLine] {
        let position = place.map(sources.position)
        var lines = Self.lines(
            (position.map { [TextPiece("\($0): ", .heading)] } ?? [])
                + [TextPiece("\(severity.label):", .severity(severity)), TextPiece(" ")],
            message, .heading)
        lines[lines.count - 1].append(TextPiece(" [\(code)]", .aside))
        if !isConfidential { lines += position.flatMap { SourceExcerpt($0, in: sources) }?.lines(severity) ?? [] }
        if let path { lines += Self.lines([TextPiece("  path: ", .aside)], path) }
        if let property { lines += Self.lines([TextPiece("  property: ", .aside)], property) }
        for note in notes {
            let place = note.place.map { "\(sources.position(of: $0)): " } ?? ""
            lines += Self.lines([TextPiece("  \(place)"), TextPiece("note: ", .aside)], note.message)
        }
        if let fix { lines += Self.lines([TextPiece("  fix: ", .fix)], fix) }
        return lines
    }

    /// A text after its label. Its later lines, which may be from elsewhere, are indented, so that none of them passes
    /// for a problem of its own.
    private static func lines(_ label: TextLine, _ text: String, _ role: TextPiece.Role = .plain) -> [TextLine] {
        let parts = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return parts.enumerated().map { index, part in
            let piece = TextPiece(String(part), role)
            return index == 0 ? label + [piece] : [TextPiece("    "), piece]
        }
    }
}

extension DiagnosticReport {
    /// What stands, what is accepted in a line each, and how many there are.
    public func text(_ sources: SourceFiles) -> [TextLine] {
        sources.conceal(secretsOf: standing + accepted.map(\.diagnostic))
        var lines = standing.flatMap { $0.text(sources) }
        lines += accepted.map { $0.text(sources) }
        if let summary {
            let hint = standing.isEmpty ? "" : "; --explain CODE says what one means"
            lines.append([TextPiece(summary, .heading), TextPiece(hint, .aside)])
        }
        return lines
    }
}

extension DiagnosticReport.Accepted {
    /// What is accepted, and why, in a line.
    public func text(_ sources: SourceFiles) -> TextLine {
        let until = suppression.expires.map { ", until \($0)" } ?? ""
        return [
            TextPiece("suppressed: \(diagnostic.code)  \(diagnostic.subject ?? suppression.resource)", .aside),
            TextPiece(": \(suppression.reason) (\(sources.position(of: suppression.place))\(until))", .aside),
        ]
    }
}

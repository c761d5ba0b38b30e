extension DiagnosticKind {
    /// What the code means, for a person at a terminal.
    public var explanation: [TextLine] {
        var lines: [TextLine] = [
            [
                TextPiece(code, .heading), TextPiece("  "), TextPiece(severity.rawValue, .severity(severity)),
                TextPiece("  \(title)"),
            ],
            [], [TextPiece(reason.asSentence)],
        ]
        guard let example else { return lines }
        lines += Self.lines("for example", example.bad, .bad)
        if let good = example.good { lines += Self.lines("better", good, .good) }
        return lines
    }

    private static func lines(_ label: String, _ code: String, _ role: TextPiece.Role) -> [TextLine] {
        [[], [TextPiece("\(label):", .aside)]]
            + code.split(separator: "\n").map { [TextPiece("    " + String($0), role)] }
    }
}

extension String {
    /// With a capital letter and a full stop.
    var asSentence: String { prefix(1).uppercased() + dropFirst() + "." }
}

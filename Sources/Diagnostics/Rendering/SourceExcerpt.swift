/// A line of a file as a diagnostic shows it, with a caret below the column where that is known:
///
/// ```
///     7 |     "DatabaseSize": "enormous"
///       |                     ^
/// ```
struct SourceExcerpt {
    /// Longer lines are cut: a file of one line may have a megabyte.
    private static let width = 100
    private static let tab = "    "

    private let number: Int
    private let text: String
    /// How many cells stand before the caret; nil without one.
    private let indentation: Int?

    init?(_ position: FilePosition, in sources: SourceFiles) {
        guard !position.isConfidential, let number = position.line, let line = sources.line(number, of: position.path),
            line.contains(where: { !$0.isWhitespace })
        else { return nil }
        self.number = number
        let points = line.unicodeScalars
        let column = position.column.map { max(1, $0) - 1 }
        let start = max(0, (column ?? 0) - Self.width * 2 / 3)
        let shown = points.dropFirst(start)
        text =
            (start > 0 ? "…" : "") + Self.visible(shown.prefix(Self.width))
            + (shown.dropFirst(Self.width).isEmpty ? "" : "…")
        indentation = column.map { (start > 0 ? 1 : 0) + Self.visible(shown.prefix($0 - start)).displayWidth }
    }

    private static func visible(_ points: some Sequence<Unicode.Scalar>) -> String {
        points.map { $0 == "\t" ? tab : String($0) }.joined().withoutControlCharacters
    }

    func lines(_ severity: Diagnostic.Severity) -> [TextLine] {
        let label = String(number)
        let width = max(5, label.count)
        let first = [
            TextPiece(String(repeating: " ", count: width - label.count) + label + " | ", .aside), TextPiece(text),
        ]
        guard let indentation else { return [first] }
        let caret = [
            TextPiece(String(repeating: " ", count: width) + " | ", .aside),
            TextPiece(String(repeating: " ", count: indentation)), TextPiece("^", .severity(severity)),
        ]
        return [first, caret]
    }
}

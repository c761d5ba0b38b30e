/// What is drawn at the end of a screen and redrawn in place. Everything else that is written goes above it, whoever
/// writes it.
final class Picture: Sendable {
    private let drawn = Locked<[String]>([])

    /// Draws lines, each ending in a newline, over those that are there.
    func replace(with lines: [String], on sink: (String) -> Void) {
        drawn.withLock { drawn in
            let text = Self.erasure(of: drawn) + lines.joined()
            if !text.isEmpty { sink(text) }
            drawn = lines
        }
    }

    /// Writes text that stays.
    func write(_ text: String, on sink: (String) -> Void) {
        drawn.withLock { drawn in sink(Self.erasure(of: drawn) + text + drawn.joined()) }
    }

    /// Lets what is drawn stay where it is.
    func keep() { drawn.withLock { $0 = [] } }

    /// Moves to the first line drawn and clears from there to the end of the screen.
    private static func erasure(of lines: [String]) -> String {
        lines.isEmpty ? "" : "\u{1B}[\(lines.count)A\u{1B}[0J"
    }
}

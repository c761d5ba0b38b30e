import Diagnostics

/// Progress that redraws in place for a person, and is one line per change in a log.
public struct ProgressDisplay: Sendable {
    private let stream: TerminalStream

    /// - Parameter stream: where it draws, or writes a line for each change.
    public init(on stream: TerminalStream) {
        self.stream = stream
    }

    /// Shows how things stand.
    ///
    /// - Parameters:
    ///   - lines: the whole picture, one line each, cut to the width of the terminal. Drawn over the previous picture;
    ///     not shown where nothing can be redrawn.
    ///   - changes: what happened since the last call. Shown only where nothing can be redrawn.
    public mutating func show(lines: [[StyledText]], changes: [String]) {
        guard stream.isInteractive else {
            for change in changes { stream.print([StyledText(change)]) }
            return
        }
        let width = stream.width
        stream.draw(lines.map { Self.fit($0, width: width) })
    }

    /// Prints a line that stays, above what is redrawn.
    public mutating func note(_ pieces: [StyledText]) {
        stream.print(pieces)
    }

    /// Leaves the last picture where it stands; the next one starts below it.
    public mutating func finish() {
        stream.keepPicture()
    }

    /// A wrapped line would take two rows, and the next redraw would then leave one behind.
    static func fit(_ line: [StyledText], width: Int) -> [StyledText] {
        var left = max(1, width - 1)
        var fitting: [StyledText] = []
        for piece in line where left > 0 {
            let text = piece.text.truncated(toDisplayWidth: left)
            fitting.append(StyledText(text, piece.style))
            left -= text.displayWidth
        }
        return fitting
    }
}

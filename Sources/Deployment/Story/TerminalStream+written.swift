import Synchronization
import Terminal

extension TerminalStream {
    /// What is printed for people, as a text without styles.
    static func written(_ tell: (TerminalStream) -> Void) -> String {
        let written = WrittenText()
        tell(TerminalStream(isInteractive: false, usesColour: false, width: 120) { written.add($0) })
        return written.text
    }
}

/// What a stream wrote.
private final class WrittenText: Sendable {
    private let written = Mutex("")

    var text: String { written.withLock(\.self) }

    func add(_ piece: String) { written.withLock { $0 += piece } }
}

import Foundation
import Terminal

/// A terminal whose output is kept.
final class TestTerminal: @unchecked Sendable {
    private let lock = NSLock()
    private var written = ""
    private var complained = ""

    /// What went to standard output.
    var output: String { lock.withLock { written } }
    /// What went to standard error.
    var errors: String { lock.withLock { complained } }

    func terminal(answer: String? = nil) -> Terminal {
        Terminal(
            output: TerminalStream(isInteractive: false, usesColour: false, width: 100) { text in
                self.lock.withLock { self.written += text }
            },
            errors: TerminalStream(isInteractive: false, usesColour: false, width: 100) { text in
                self.lock.withLock { self.complained += text }
            },
            input: TerminalInput(isInteractive: answer != nil) { answer })
    }
}

import Foundation
import Terminal

/// Records what is written to a stream.
final class Recording: @unchecked Sendable {
    private let lock = NSLock()
    private var written = ""

    var text: String { lock.withLock { written } }

    func stream(isInteractive: Bool = false, usesColour: Bool = false, width: Int = 80) -> TerminalStream {
        TerminalStream(isInteractive: isInteractive, usesColour: usesColour, width: width) { text in
            self.lock.withLock { self.written += text }
        }
    }
}

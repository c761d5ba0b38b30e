import Foundation
import Terminal

/// Records what is written to a stream.
public final class Recording: @unchecked Sendable {
    private let lock = NSLock()
    private var written = ""

    public init() {}

    /// All that was written.
    public var text: String { lock.withLock { written } }

    /// The stream that writes here.
    public func stream(isInteractive: Bool = false, usesColour: Bool = false, width: Int = 100) -> TerminalStream {
        TerminalStream(isInteractive: isInteractive, usesColour: usesColour, width: width) { text in
            self.lock.withLock { self.written += text }
        }
    }
}

import Synchronization
import Terminal

/// What a command has begun and not put away, told when it is interrupted.
final class UnfinishedWork: Sendable {
    private struct State {
        var entries: [(number: Int, what: String)] = []
        var begun = 0
        var isInterrupted = false

        /// Each thing once: several calls may be made for the same.
        var list: String {
            entries.reduce(into: [String]()) { if !$0.contains($1.what) { $0.append($1.what) } }.joined(separator: "; ")
        }
    }

    private let state = Mutex(State())
    private let stream: TerminalStream?

    init(tellingTo stream: TerminalStream?) { self.stream = stream }

    /// Enters something; what is begun after an interruption is the tidying itself, and told at once.
    func begin(_ what: String) -> Int {
        state.withLock { state in
            if state.isInterrupted, !state.entries.contains(where: { $0.what == what }) {
                stream?.print(message: "tidying up: \(what)")
            }
            state.begun += 1
            state.entries.append((state.begun, what))
            return state.begun
        }
    }

    func end(_ number: Int) {
        state.withLock { state in state.entries.removeAll { $0.number == number } }
    }

    /// After the first signal: nothing where there is nothing to wait for.
    func tellWhatIsTidied() {
        state.withLock { state in
            state.isInterrupted = true
            guard !state.entries.isEmpty else { return }
            stream?.print()
            stream?.print(message: "interrupted; tidying up: \(state.list) (Ctrl+C again ends this at once)")
        }
    }

    /// After the second signal.
    func tellWhatIsLeft() {
        state.withLock { state in
            guard !state.entries.isEmpty else { return }
            stream?.print()
            stream?.print(message: "ended at once; not finished: \(state.list)")
        }
    }
}

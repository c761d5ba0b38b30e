import Synchronization

/// Brings together what the threads of a run measure, second by second.
final class LoadRecorder: Sendable {
    private struct State {
        /// How many seconds each thread has handed in; all there are, once it has ended.
        var reported: [Int]
        var pending: [Int: LoadInterval] = [:]
        var next = 0
    }

    private let state: Mutex<State>
    /// Each second once all threads have handed it in, in order; ends when all threads have ended.
    let intervals: AsyncStream<LoadInterval>
    private let continuation: AsyncStream<LoadInterval>.Continuation

    init(threads: Int) {
        state = Mutex(State(reported: [Int](repeating: 0, count: threads)))
        (intervals, continuation) = AsyncStream.makeStream()
    }

    /// Hands in what a thread measured in the second that is next for it.
    ///
    /// - Parameter isLast: whether the thread ends with it.
    func report(_ interval: LoadInterval, from thread: Int, isLast: Bool) {
        state.withLock { state in
            let second = state.reported[thread]
            state.reported[thread] = isLast ? .max : second + 1
            if state.pending[second] == nil {
                state.pending[second] = interval
            } else {
                state.pending[second]?.merge(interval)
            }
            let complete = state.reported.min() ?? .max
            // Within the lock, so that the order is kept.
            while state.next < complete, let ready = state.pending.removeValue(forKey: state.next) {
                continuation.yield(ready)
                state.next += 1
            }
            if complete == .max { continuation.finish() }
        }
    }
}

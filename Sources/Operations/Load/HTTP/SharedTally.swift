import Foundation
import Synchronization

/// What the clients of a ``URLSessionLoad`` share: when requests are due, and what came of those of this second.
final class SharedTally: Sendable {
    private struct State {
        var interval = LoadInterval(start: 0, end: 0)
        var pacer: Pacer
    }

    private let state: Mutex<State>

    init(_ profile: LoadProfile) { state = Mutex(State(pacer: Pacer(profile))) }

    /// Takes the next request; see ``Pacer/take(at:)``.
    func take(at now: Nanoseconds) -> Nanoseconds? { state.withLock { $0.pacer.take(at: now) } }

    /// Counts an answer.
    func count(_ answer: ExchangeSession.Answer, after latency: Nanoseconds) {
        state.withLock { state in
            state.interval.bytesReceived += answer.bytes
            guard answer.status < 400 else { return state.interval.fail(.status(answer.status)) }
            state.interval.successes += 1
            if answer.status >= 300, answer.status != 304 { state.interval.redirects += 1 }
            state.interval.total.record(latency)
        }
    }

    /// Counts a request that led to no answer.
    func count(_ problem: LoadErrorKind, after latency: Nanoseconds) {
        state.withLock { state in
            if problem == .timeout {
                state.interval.giveUp(.timeout, after: latency)
            } else {
                state.interval.fail(problem)
            }
        }
    }

    /// Counts a request that was under way at the end.
    func countCancelled(after wait: Nanoseconds, isInterrupted: Bool) {
        state.withLock { state in
            if isInterrupted {
                state.interval.breakOff(after: wait)
            } else {
                state.interval.giveUp(.unanswered, after: wait)
            }
        }
    }

    /// Hands in every second, and the rest when all clients have ended. Blocks its thread.
    func report(to recorder: LoadRecorder, _ clock: MonotonicClock, until finish: StopSignal) {
        var isLast = false
        while !isLast {
            isLast = finish.isStopped
            if !isLast { Thread.sleep(forTimeInterval: 0.01) }
            let now = clock.now()
            state.withLock { state in
                while now - state.interval.start >= .second {
                    state.interval.end = state.interval.start + .second
                    recorder.report(state.interval, from: 0, isLast: false)
                    state.interval = LoadInterval(start: state.interval.end, end: state.interval.end)
                }
                guard isLast else { return }
                state.pacer.abandon(at: now, in: &state.interval)
                state.interval.end = now
                recorder.report(state.interval, from: 0, isLast: true)
            }
        }
    }
}

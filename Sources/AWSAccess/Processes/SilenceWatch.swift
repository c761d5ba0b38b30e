import Foundation
import Synchronization

/// Watches over a command that may hang: says that it is waited for, and gives it up when it stays silent.
struct SilenceWatch: Sendable {
    private let notice: Duration
    private let report: @Sendable (String) -> Void
    private let lastReport = LastReport()

    /// - Parameters:
    ///   - notice: how long a command may be silent before that is said.
    ///   - report: says it.
    init(notice: Duration, report: @escaping @Sendable (String) -> Void) {
        self.notice = notice
        self.report = report
    }

    /// Runs a command, which ends with an error when it has written nothing for as long as the patience lasts.
    ///
    /// - Parameters:
    ///   - run: runs it, and tells its output; cancelling stops it.
    ///   - failure: the error, by how long it was silent.
    func over<Result: Sendable>(
        _ name: String, patience: Duration, failure: @escaping @Sendable (Duration) -> any Error,
        run: @escaping @Sendable (_ onSign: @escaping @Sendable () -> Void) async throws -> Result
    ) async throws -> Result {
        let lastSign = LastSign()
        return try await withThrowingTaskGroup(of: Result.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await run(lastSign.note) }
            group.addTask {
                try await waitFor(lastSign, silentFor: notice)
                if notice < patience, lastReport.isDue(every: notice) {
                    report(
                        "waiting for '\(name)', silent for \(notice.components.seconds) s (given up after \(patience.components.seconds) s)"
                    )
                }
                try await waitFor(lastSign, silentFor: patience)
                throw failure(patience)
            }
            // Of two tasks, the first that ends decides; the other is stopped, and waited for.
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }

    private func waitFor(_ lastSign: LastSign, silentFor duration: Duration) async throws {
        while case let rest = duration - lastSign.silence, rest > .zero { try await Task.sleep(for: rest) }
    }
}

/// When a command last wrote something.
private final class LastSign: Sendable {
    private let instant = Mutex(ContinuousClock.now)
    var silence: Duration { instant.withLock { ContinuousClock.now - $0 } }
    func note() { instant.withLock { $0 = .now } }
}

/// When a wait was last told: of several commands side by side that wait for the same, one line is enough.
private final class LastReport: Sendable {
    private let instant = Mutex<ContinuousClock.Instant?>(nil)

    func isDue(every pause: Duration) -> Bool {
        instant.withLock { instant in
            if let instant, ContinuousClock.now - instant < pause { return false }
            instant = .now
            return true
        }
    }
}

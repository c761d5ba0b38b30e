import Foundation
import Terminal

/// The user stopped a command; where things stand and how to go on.
package struct Interrupted: Error, Equatable, CustomStringConvertible, Sendable {
    package let description: String

    package init(description: String) { self.description = description }
}

/// Turns Ctrl+C and a polite kill into the cancellation of a task, so that what it holds is put away.
public enum Interruption {
    /// Runs work that Ctrl+C (SIGINT), SIGTERM and SIGHUP cancel. A second signal ends the process at once.
    ///
    /// The work is told by `CancellationError`, and may say where things stand by throwing ``Interrupted``.
    public static func cancelling<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) async -> Result {
        let task = Task { await work() }
        let queue = DispatchQueue(label: "interruption")
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            // The default action would end the process before the source hears of the signal.
            let former = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if task.isCancelled { exit(ExitCode.interrupted.rawValue) }
                task.cancel()
            }
            source.resume()
            return (source, number, former)
        }
        let result = await task.value
        for (source, number, former) in sources {
            source.cancel()
            // Who calls this and goes on afterwards, such as a test, can be stopped again.
            signal(number, former)
        }
        return result
    }

    /// Does what must be done even though the task was cancelled, such as deleting what it had begun.
    package static func shielded<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await Task { try await work() }.value
    }
}

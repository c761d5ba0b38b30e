import Foundation
import Terminal

/// The user stopped a command; where things stand and how to go on.
package struct Interrupted: Error, Equatable, CustomStringConvertible, Sendable {
    package let description: String

    package init(description: String) { self.description = description }
}

/// Turns Ctrl+C and a polite kill into the cancellation of a task, so that what it holds is put away.
public enum Interruption {
    @TaskLocal private static var unfinished: UnfinishedWork?

    /// Runs work that Ctrl+C (SIGINT), SIGTERM and SIGHUP cancel. A second signal ends the process at once.
    ///
    /// The work is told by `CancellationError`, and may say where things stand by throwing ``Interrupted``.
    ///
    /// - Parameter stream: where the user is told what is tidied up after the first signal, and what is left after the
    ///   second.
    public static func cancelling<Result: Sendable>(
        tellingTo stream: TerminalStream? = nil, _ work: @escaping @Sendable () async -> Result
    ) async -> Result {
        let unfinished = UnfinishedWork(tellingTo: stream)
        let task = Task { await $unfinished.withValue(unfinished) { await work() } }
        let queue = DispatchQueue(label: "interruption")
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            // The default action would end the process before the source hears of the signal.
            let former = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if task.isCancelled {
                    unfinished.tellWhatIsLeft()
                    exit(ExitCode.interrupted.rawValue)
                }
                unfinished.tellWhatIsTidied()
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
    ///
    /// - Parameter what: what is done, such as `deleting the change set`, for a user who interrupts and waits.
    package static func shielded<Result: Sendable>(
        _ what: String = "finishing what was begun", _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await leaving(what) { try await Task { try await work() }.value }
    }

    /// Does work that leaves something behind, or half done, when the process is ended in the midst of it.
    ///
    /// - Parameter what: what that is, such as `the change set of web-dev`; the user is told after Ctrl+C.
    package static func leaving<Result>(
        _ what: String, isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Result
    ) async throws -> Result {
        let entry = unfinished?.begin(what)
        defer { if let entry { unfinished?.end(entry) } }
        return try await work()
    }
}

import AWSAccess
import Foundation

/// Makes requests to a target, as a profile says, until its end or until the task is cancelled.
struct LoadRun: Sendable {
    let target: LoadTarget
    let profile: LoadProfile
    /// Told of every second that is over.
    var onSecond: @Sendable (LoadInterval) -> Void = { _ in }

    /// Finds out whether the target can be reached at all, and where.
    ///
    /// Of the families of addresses that the host has, the first is taken that a connection can be made to: a load
    /// balancer on localhost may listen to IPv4 alone.
    ///
    /// - Throws: `CommandError` that says what stands in the way.
    func preflight() async throws -> AddressBook {
        let (host, port, timeout) = (target.host, target.port, profile.timeout)
        return try await onThread {
            let lookUp: @Sendable () throws -> [SocketAddress] = { try SocketAddress.resolve(host: host, port: port) }
            do {
                return AddressBook(try Reachability.reachable(of: try lookUp(), within: timeout), lookUp: lookUp)
            } catch {
                throw CommandError(
                    "no-connection", "cannot connect to \(target.origin): \(error)",
                    hints: target.isLoopback
                        ? []
                        : [
                            "a load balancer that was just made takes a minute or two to be known; its security group must let this machine in"
                        ])
            }
        }
    }

    /// Makes the requests.
    ///
    /// - Throws: ``SystemFailure``; not `CancellationError`, because what was measured until then is wanted.
    func run(_ addresses: AddressBook, clock: MonotonicClock = .system()) async throws -> LoadResult {
        let threads = max(1, min(profile.clients, 4, ProcessInfo.processInfo.activeProcessorCount / 2))
        let recorder = LoadRecorder(threads: threads)
        let stop = StopSignal()
        let plan = LoadWorker.Plan(
            profile: profile, requests: target.requests, addresses: addresses, clock: clock, recorder: recorder,
            stop: stop,
            threads: threads)
        // Not cancelled with the task: it ends when the threads have ended, and they are told to.
        let work = Task {
            async let times = withThrowingTaskGroup(of: Nanoseconds.self) { group in
                for thread in 0..<threads { group.addTask { try await drive(plan, thread) } }
                return try await group.reduce(into: 0) { $0 = max($0, $1) }
            }
            var result = await LoadResult(of: recorder.intervals, onSecond: onSecond)
            let busiest = try await times
            if result.total.seconds > 0 { result.busiestThread = Double(busiest) / Double(result.total.end) }
            return result
        }
        var result = try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            stop.stop()
        }
        result.wasInterrupted = stop.isStopped
        return result
    }

    /// Runs one thread to its end, and gives the processor time that it used.
    private func drive(_ plan: LoadWorker.Plan, _ thread: Int) async throws -> Nanoseconds {
        try await onThread {
            let worker: LoadWorker
            do {
                worker = try LoadWorker(plan, thread: thread)
            } catch {
                // The other threads must not be waited for.
                plan.stop.stop()
                plan.recorder.report(LoadInterval(start: 0, end: 0), from: thread, isLast: true)
                throw error
            }
            worker.run()
            return MonotonicClock.threadTime()
        }
    }
}

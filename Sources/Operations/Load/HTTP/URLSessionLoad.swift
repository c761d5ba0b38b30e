import AWSAccess
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Makes requests with Foundation's URLSession, for `https`.
///
/// It does TLS, which sockets alone do not. Measured on Linux, a request costs some fifty times the processor time that
/// it costs ``LoadRun``, and a new connection tens of milliseconds, in which the system's certificates are read.
/// Connecting and the first byte cannot be told apart with it there.
struct URLSessionLoad: Sendable {
    /// Each client has a session of its own, with threads and files.
    static let mostClients = 500

    let target: LoadTarget
    let profile: LoadProfile
    /// The parameter that gives the target a name of its own, for a hint.
    var domainNameParameter: String?
    var onSecond: @Sendable (LoadInterval) -> Void = { _ in }
    /// How long requests that are under way at the end may still take.
    var grace: Nanoseconds = 5 * .second

    /// Makes one request, to find out whether the target answers at all.
    ///
    /// - Throws: `CommandError` that says what stands in the way.
    func preflight() async throws {
        let session = ExchangeSession(configuration)
        defer { session.cancel() }
        do {
            _ = try await session.exchange(try request(0))
        } catch let error as URLError where error.code != .cancelled {
            var hints: [String] = []
            if error.isAboutTLS {
                hints = [
                    "a certificate is for a name of yours, not the load balancer's: \(domainNameParameter.map { "set \($0) in the environment's file, or " } ?? "")name it with --url https://NAME"
                ]
            }
            throw CommandError(
                "no-connection", "cannot connect to \(target.origin): \(error.loadErrorKind.name)", hints: hints)
        }
    }

    /// Makes the requests, until the end or until the task is cancelled.
    func run(clock: MonotonicClock = .system()) async throws -> LoadResult {
        // On Linux, a session with many requests under way does not keep its connections. One each does: measured, 50
        // times as many requests with 20 clients.
        let sessions = (0..<profile.clients).map { _ in ExchangeSession(configuration) }
        let recorder = LoadRecorder(threads: 1)
        let stop = StopSignal()
        let tally = SharedTally(profile)
        let work = Task {
            async let result = LoadResult(of: recorder.intervals, onSecond: onSecond)
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<profile.clients {
                    group.addTask { await client(index, sessions[index], clock, tally, stop) }
                }
                let finish = StopSignal()
                // A thread: tasks wait while sessions begin their requests, and the seconds would come late.
                Thread.detachNewThread { tally.report(to: recorder, clock, until: finish) }
                let end = Task {
                    while !stop.isStopped, clock.now() < (profile.duration.map { $0 + grace } ?? .max) {
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    for session in sessions { session.cancel() }
                }
                await group.waitForAll()
                end.cancel()
                finish.stop()
            }
            return await result
        }
        var result = await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop.stop()
        }
        for session in sessions { session.cancel() }
        result.wasInterrupted = stop.isStopped
        result.hasPhases = false
        return result
    }

    /// One client: makes its requests in turn, until the end.
    private func client(
        _ index: Int, _ session: ExchangeSession, _ clock: MonotonicClock, _ tally: SharedTally, _ stop: StopSignal
    ) async {
        try? await sleep(until: profile.start(ofClient: index), clock, stop)
        var failures = 0
        var turn = index
        while !stop.isStopped {
            let now = clock.now()
            if now >= profile.duration ?? .max { return }
            // At a rate, the next request is taken before it is due, and waited for.
            guard let due = tally.take(at: profile.pace == .closedLoop ? now : .max),
                (try? await sleep(until: due, clock, stop)) != nil
            else { return }
            do {
                let answer = try await session.exchange(request(turn))
                tally.count(answer, after: clock.now() - due)
                failures = 0
            } catch let error as URLError where error.code == .cancelled {
                return tally.countCancelled(after: clock.now() - due, isInterrupted: stop.isStopped)
            } catch let error as URLError {
                failures += 1
                tally.count(error.loadErrorKind, after: clock.now() - due)
            } catch {
                return
            }
            turn += 1
            if failures > 0, profile.pace == .closedLoop {
                try? await sleep(
                    until: clock.now() + min(.second, 50 * .millisecond << Nanoseconds(min(failures, 5))), clock, stop)
            }
        }
    }

    private func sleep(until time: Nanoseconds, _ clock: MonotonicClock, _ stop: StopSignal) async throws {
        while case let left = time - clock.now(), left > 0 {
            if stop.isStopped { throw CancellationError() }
            try await Task.sleep(for: .nanoseconds(min(left, 50 * .millisecond)))
        }
    }

    private func request(_ turn: Int) throws -> URLRequest {
        let address = target.origin + target.paths[turn % target.paths.count]
        guard let url = URL(string: address) else { throw CommandError("load-target", "'\(address)' is no address") }
        var request = URLRequest(url: url)
        request.setValue("load-generator", forHTTPHeaderField: "User-Agent")
        return request
    }

    private var configuration: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = profile.timeout.inSeconds
        configuration.httpMaximumConnectionsPerHost = 1
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.urlCache = nil
        configuration.httpShouldSetCookies = false
        return configuration
    }
}

import Foundation
import XCTest

@testable import AWSAccess
@testable import Operations

/// Real connections, to servers in this process that answer well and badly.
final class LoadRunTests: XCTestCase {
    private var servers: [TestServer] = []

    override func tearDown() {
        for server in servers { server.stop() }
        servers = []
    }

    private func server(
        _ handler: @escaping @Sendable (TestServer.Request) -> TestServer.Reply = { _ in .ok() }
    ) throws -> TestServer {
        let server = try TestServer(handler)
        servers.append(server)
        return server
    }

    /// Loads a server until it has seen a number of requests, which its clock makes the end of the run.
    private func load(
        _ server: TestServer, clients: Int = 1, paths: [String] = [], requests: Int = 10
    ) async throws -> LoadInterval {
        let target = try LoadTarget(address: server.address, paths: paths)
        let profile = LoadProfile(clients: clients, duration: .second, timeout: 30 * .second)
        let run = LoadRun(target: target, profile: profile)
        let system = MonotonicClock.system()
        let clock = MonotonicClock { server.requests.count >= requests ? .second : min(system.now(), .second - 1) }
        return try await run.run(try await run.preflight(), clock: clock).total
    }

    func testAConnectionIsKeptForTheNextRequest() async throws {
        let server = try server()
        let total = try await load(server, clients: 2, requests: 40)
        XCTAssertGreaterThanOrEqual(total.successes, 40)
        XCTAssertEqual(total.errors, [:])
        XCTAssertEqual(total.connections, 2)
        XCTAssertEqual(total.connect.count, 2)
        XCTAssertEqual(total.firstByte.count, UInt64(total.successes))
        XCTAssertEqual(total.total.count, UInt64(total.successes))
        XCTAssertEqual(server.connections, 3, "one of them to find out whether the server is there")
    }

    func testARequestIsWhatAServerExpects() async throws {
        let server = try server()
        _ = try await load(server, paths: ["/a?b=%20"], requests: 1)
        XCTAssertEqual(
            server.requests.first?.text,
            "GET /a?b=%20 HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nUser-Agent: load-generator\r\nAccept: */*\r\n\r\n"
        )
    }

    func testPathsAreAskedForInTurn() async throws {
        let server = try server()
        _ = try await load(server, paths: ["/a", "/b", "/c"], requests: 7)
        XCTAssertEqual(server.requests.prefix(7).map(\.path), ["/a", "/b", "/c", "/a", "/b", "/c", "/a"])
    }

    func testBodiesOfEveryKindAreRead() async throws {
        let server = try server { request in
            switch request.number % 3 {
            case 0: .send(["HTTP/1.1 200 OK\r\nTransfer-Encoding: chun", "ked\r\n\r\n3\r", "\nabc\r\n0\r\n\r\n"])
            case 1: .sendAndClose("HTTP/1.0 200 OK\r\n\r\nuntil the end")
            default: .ok(String(repeating: "x", count: 300_000))
            }
        }
        let total = try await load(server, requests: 9)
        XCTAssertGreaterThanOrEqual(total.successes, 9)
        XCTAssertEqual(total.errors, [:])
        XCTAssertGreaterThan(total.bytesReceived, 900_000)
        XCTAssertGreaterThanOrEqual(total.connections, 3)
    }

    func testAnErrorStatusIsAnErrorAndItsLatencyFlattersNobody() async throws {
        let server = try server { $0.number % 2 == 0 ? .ok() : .ok("no", status: "503 Service Unavailable") }
        let total = try await load(server, requests: 20)
        XCTAssertEqual(Set(total.errors.keys), [.status(503)])
        XCTAssertGreaterThanOrEqual(total.errorCount, 10)
        XCTAssertEqual(total.total.count, UInt64(total.successes))
        XCTAssertEqual(total.connections, 1, "the connection is as good as before")
    }

    func testARedirectIsCountedAndNotFollowed() async throws {
        let server = try server { _ in .ok("", status: "302 Found", headers: "Location: http://127.0.0.1:1/\r\n") }
        let total = try await load(server, requests: 5)
        XCTAssertEqual(total.redirects, total.successes)
        XCTAssertEqual(total.errors, [:])
    }

    func testASilentServerIsGivenUpAndTheWaitIsCounted() async throws {
        let time = ManualClock()
        let server = try server { request in
            guard request.number == 0 else { return .ok() }
            time.advance(by: 10 * .second)
            return .silence
        }
        let target = try LoadTarget(address: server.address, paths: [])
        let run = LoadRun(
            target: target, profile: LoadProfile(clients: 1, duration: 12 * .second, timeout: 10 * .second))
        // Moves a little whenever it is read, because a client that was given up rests, and ends after three requests.
        let clock = MonotonicClock {
            time.advance(by: 5 * .millisecond)
            return server.requests.count >= 3 ? 12 * .second : min(time.clock.now(), 12 * .second - 1)
        }
        let total = try await run.run(try await run.preflight(), clock: clock).total
        XCTAssertEqual(total.errors, [.timeout: 1])
        XCTAssertGreaterThanOrEqual(total.total.maximum, 10 * .second)
        XCTAssertEqual(total.total.count, UInt64(total.successes + 1))
        XCTAssertEqual(
            server.requests.first { $0.number == 1 }?.numberOnConnection, 0, "the connection is given up, too")
    }

    func testAnAnswerThatBreaksOffIsAnError() async throws {
        let server = try server {
            $0.number == 0 ? .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") : .ok()
        }
        let total = try await load(server, requests: 3)
        XCTAssertEqual(total.errors, [.closed: 1])
    }

    func testAServerThatIsNoWebServerIsAnError() async throws {
        let server = try server { $0.number == 0 ? .send(["220 mail.example.com ESMTP\r\n"]) : .ok() }
        let total = try await load(server, requests: 3)
        XCTAssertEqual(total.errors, [.malformed("no status line"): 1])
    }

    func testARequestThatMeetsTheEndOfAKeptConnectionIsMadeAgain() async throws {
        // Every second request on a connection finds it closed, without a word.
        let server = try server { $0.numberOnConnection == 1 ? .sendAndClose("") : .ok() }
        let total = try await load(server, requests: 20)
        XCTAssertEqual(total.errors, [:])
        XCTAssertGreaterThanOrEqual(total.successes, 10)
        XCTAssertGreaterThanOrEqual(total.repeats, 9, "and it is told how often that was")
    }

    func testAFreshConnectionThatIsClosedWithoutAWordIsAnError() async throws {
        let server = try server { $0.number == 0 ? .sendAndClose("") : .ok() }
        let total = try await load(server, requests: 3)
        XCTAssertEqual(total.errors, [.closed: 1])
    }

    func testASlowAnswerIsWaitedForAfterTheEnd() async throws {
        let clock = ManualClock()
        let server = try server { _ in
            // The run is over, and the answer comes all the same.
            clock.advance(by: 1_500 * .millisecond)
            return .ok()
        }
        let target = try LoadTarget(address: server.address, paths: [])
        let run = LoadRun(target: target, profile: LoadProfile(clients: 1, duration: .second))
        let total = try await run.run(try await run.preflight(), clock: clock.clock).total
        XCTAssertEqual(total.successes, 1)
        XCTAssertEqual(total.total.maximum, 1_500 * .millisecond)
    }

    /// Ten requests a second from one client; each answer takes a second of the test's clock.
    func testAtARateTheLatencyCountsFromWhenEachRequestWasDue() async throws {
        let clock = ManualClock()
        let server = try server { _ in
            clock.advance(by: .second)
            return .ok()
        }
        let target = try LoadTarget(address: server.address, paths: [])
        let run = LoadRun(target: target, profile: LoadProfile(clients: 1, pace: .rate(10), duration: 3 * .second))
        let total = try await run.run(try await run.preflight(), clock: clock.clock).total
        XCTAssertEqual(total.successes, 3)
        XCTAssertEqual(total.firstByte.maximum, .second, "the server itself took a second, not more")
        XCTAssertEqual(total.errors, [.unsent: 27], "the rest of 30 requests fell due and found no free client")
        // Due at 0, 0.1 and 0.2 s, answered at 1, 2 and 3 s; the others had waited for 2.7, 2.6 ... 0.1 s.
        XCTAssertEqual(total.total.count, 30)
        XCTAssertEqual(total.total.maximum, 2_800 * .millisecond)
        XCTAssertEqual(
            total.total.mean!, Double((1_000 + 1_900 + 2_800 + 37_800) * Nanoseconds.millisecond) / 30, accuracy: 1)
    }

    /// The first answer comes, the server goes silent, and the run ends before any timeout.
    func testAServerThatGoesSilentBeforeTheEndHasNotAnsweredAll() async throws {
        for isEncrypted in [false, true] {
            let time = ManualClock()
            let server = try server { request in
                guard request.number > 1 else { return .ok() }
                time.advance(by: 9 * .second)
                return .silence
            }
            // Moves whenever it is read from then on, so that the time for late answers ends.
            let clock = MonotonicClock {
                if server.requests.count >= 3 { time.advance(by: 200 * .millisecond) }
                return time.clock.now()
            }
            let target = try LoadTarget(address: server.address, paths: ["/load"])
            let profile = LoadProfile(clients: 1, duration: 3 * .second, timeout: 60 * .second)
            let result: LoadResult
            if isEncrypted {
                let run = URLSessionLoad(target: target, profile: profile, grace: 0)
                try await run.preflight()
                result = try await run.run(clock: clock)
            } else {
                let run = LoadRun(target: target, profile: profile)
                result = try await run.run(try await run.preflight(), clock: clock)
            }
            XCTAssertEqual(result.total.errors, [.unanswered: 1])
            XCTAssertGreaterThanOrEqual(result.total.total.maximum, 9 * .second, "its wait is in the latencies")
            XCTAssertEqual(
                result.timeline.points.reduce(0) { $0 + ($1.errors[.unanswered] ?? 0) }, 1, "and in the plots")
            XCTAssertTrue(try LoadThreshold("p99>5s").isExceeded(by: result.total))
        }
    }

    func testTheSecondsAddUpToTheWhole() async throws {
        let clock = ManualClock()
        let server = try server { _ in
            clock.advance(by: 400 * .millisecond)
            return .ok()
        }
        let seconds = Seconds()
        let target = try LoadTarget(address: server.address, paths: [])
        let run = LoadRun(
            target: target, profile: LoadProfile(clients: 1, duration: 2_800 * .millisecond),
            onSecond: { seconds.add($0) })
        let result = try await run.run(try await run.preflight(), clock: clock.clock)
        XCTAssertEqual(result.total.successes, 7)
        XCTAssertEqual(result.total.end, 2_800 * .millisecond)
        XCTAssertEqual(seconds.all.map(\.start), [0, .second, 2 * .second])
        XCTAssertEqual(seconds.all.map(\.end), [.second, 2 * .second, 2_800 * .millisecond])
        XCTAssertEqual(seconds.all.reduce(0) { $0 + $1.successes }, 7)
        XCTAssertEqual(result.timeline.points.map(\.successes), seconds.all.map(\.successes))
    }

    func testCancellationEndsTheRunAndKeepsWhatWasMeasured() async throws {
        let server = try server()
        let target = try LoadTarget(address: server.address, paths: [])
        let run = LoadRun(target: target, profile: LoadProfile(clients: 3))
        let addresses = try await run.preflight()
        let task = Task { try await run.run(addresses) }
        while server.requests.count < 20 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let result = try await task.value
        XCTAssertTrue(result.wasInterrupted)
        XCTAssertGreaterThanOrEqual(result.total.successes, 17)
        XCTAssertEqual(result.total.errors, [:], "a request that was cut off is no error of the server")
        XCTAssertLessThanOrEqual(result.total.cutOff, 3)
    }

    func testCancellationTellsHowLongASilentServerHadBeenWaitedFor() async throws {
        let clock = ManualClock()
        let server = try server { _ in
            clock.advance(by: 8 * .second)
            return .silence
        }
        let target = try LoadTarget(address: server.address, paths: [])
        let run = LoadRun(target: target, profile: LoadProfile(clients: 1))
        let addresses = try await run.preflight()
        let task = Task { try await run.run(addresses, clock: clock.clock) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let result = try await task.value
        XCTAssertEqual(result.total.cutOff, 1)
        XCTAssertEqual(result.total.longestCutOff, 8 * .second)
        let outcome = LoadOutcome(target: target, profile: run.profile, result: result, thresholds: [], began: Date())
        let row = outcome.tables[0].cells.first { $0[0].text == "cut off" }
        XCTAssertEqual(row?[1].text, "1 under way at the end, the longest for 8.00 s")
    }

    func testWhereNothingListensNothingIsBegun() async throws {
        let server = try server()
        server.stop()
        let run = LoadRun(target: try LoadTarget(address: server.address, paths: []), profile: LoadProfile())
        do {
            _ = try await run.preflight()
            XCTFail("nothing listens there")
        } catch let error as CommandError {
            XCTAssertEqual(
                error.diagnostics.map(\.message),
                ["cannot connect to http://127.0.0.1:\(server.port): connection refused"])
            XCTAssertEqual(error.hints, [], "what is said of load balancers is not about this machine")
        }
    }

    func testAServerThatGoesAwayIsAnErrorAndNotASpin() async throws {
        let server = try server()
        let target = try LoadTarget(address: server.address, paths: [])
        let run = LoadRun(target: target, profile: LoadProfile(clients: 1, duration: 300 * .millisecond))
        let addresses = try await run.preflight()
        server.stop()
        // Moves by 5 ms whenever it is read, so that a busy machine changes nothing.
        let time = ManualClock()
        let clock = MonotonicClock {
            time.advance(by: 5 * .millisecond)
            return time.clock.now()
        }
        let total = try await run.run(addresses, clock: clock).total
        XCTAssertEqual(total.errors.keys.map(\.name), ["connection refused"])
        // It rests for 100, 200, 400 ms and so on.
        XCTAssertLessThanOrEqual(total.errorCount, 3)
    }

    func testLocalhostIsLoadedWhereItListens() async throws {
        let server = try server()
        let target = try LoadTarget(address: "http://localhost:\(server.port)", paths: [])
        let run = LoadRun(target: target, profile: LoadProfile(clients: 1, duration: .second))
        let clock = MonotonicClock { server.requests.count >= 3 ? .second : 0 }
        let total = try await run.run(try await run.preflight(), clock: clock).total
        XCTAssertGreaterThanOrEqual(total.successes, 3)
        XCTAssertEqual(total.errors, [:])
    }

    func testURLSessionCountsTheSame() async throws {
        let server = try server { request in
            switch request.number % 3 {
            case 0: .ok()
            case 1: .ok("", status: "302 Found", headers: "Location: http://127.0.0.1:1/\r\n")
            default: .ok("no", status: "500 Internal Server Error")
            }
        }
        let target = try LoadTarget(address: server.address, paths: ["/a", "/b"])
        let run = URLSessionLoad(target: target, profile: LoadProfile(clients: 2, duration: .second))
        try await run.preflight()
        let system = MonotonicClock.system()
        let result = try await run.run(
            clock: MonotonicClock { server.requests.count >= 30 ? .second : min(system.now(), .second - 1) })
        XCTAssertGreaterThanOrEqual(result.total.requests, 29)
        XCTAssertEqual(Set(result.total.errors.keys), [.status(500)])
        XCTAssertGreaterThan(result.total.redirects, 0)
        XCTAssertFalse(result.hasPhases)
        XCTAssertTrue(server.requests.contains { $0.path == "/b" })
    }

    func testURLSessionSaysThatNothingListens() async throws {
        let server = try server()
        server.stop()
        let run = URLSessionLoad(
            target: try LoadTarget(address: server.address, paths: []), profile: LoadProfile(clients: 1))
        do {
            try await run.preflight()
            XCTFail("nothing listens there")
        } catch let error as CommandError {
            XCTAssertEqual(error.diagnostics.map(\.message), ["cannot connect to \(server.address): no connection"])
        }
    }

    func testAddressesAreLookedUpAgainAndTakenInTurn() throws {
        let one = SocketAddress(bytes: [1], family: AF_INET)
        let two = SocketAddress(bytes: [2], family: AF_INET)
        let six = SocketAddress(bytes: [6], family: AF_INET6)
        let isLookedUp = expectation(description: "looked up")
        let book = AddressBook([one, two]) {
            defer { isLookedUp.fulfill() }
            return [six, two]
        }
        XCTAssertEqual((0..<4).map { _ in book.next(at: .second) }, [two, one, two, one])
        _ = book.next(at: 6 * .second)
        wait(for: [isLookedUp], timeout: 60)
        // The lookup ends before its result is put in place.
        while book.next(at: 6 * .second) != two || book.next(at: 6 * .second) != two { usleep(100) }
        XCTAssertEqual(book.next(at: 6 * .second), two, "IPv6 did not answer before, and is left out")
    }
}

private final class Seconds: @unchecked Sendable {
    private let lock = NSLock()
    private var intervals: [LoadInterval] = []

    var all: [LoadInterval] { lock.withLock { intervals } }
    func add(_ interval: LoadInterval) { lock.withLock { intervals.append(interval) } }
}

import XCTest

@testable import Operations

final class PacerTests: XCTestCase {
    private func profile(rate: Double, ramp: Nanoseconds = 0, duration: Nanoseconds? = nil) -> LoadProfile {
        LoadProfile(clients: 1, pace: .rate(rate), ramp: ramp, duration: duration)
    }

    func testAtARateRequestsFallDueEvenlyWhetherOrNotEarlierOnesAreAnswered() {
        var pacer = Pacer(profile(rate: 10))
        XCTAssertEqual(pacer.take(at: 0), 0)
        XCTAssertNil(pacer.take(at: 99 * .millisecond))
        XCTAssertEqual(pacer.nextDue, 100 * .millisecond)
        // Half a second in which nobody took anything.
        let late = (0..<6).map { _ in pacer.take(at: 550 * .millisecond) }
        XCTAssertEqual(late, [100, 200, 300, 400, 500].map { $0 * .millisecond } + [nil])
    }

    /// One client, a request every 10 ms, answers in 1 ms; then the server stands still for a second.
    func testAStallIsSeenByAllRequestsThatWereDueInIt() {
        var pacer = Pacer(profile(rate: 100, duration: 2 * .second))
        var fromDue = LatencyHistogram()
        var fromSent = LatencyHistogram()
        var now: Nanoseconds = 0
        while now < 2 * .second, let next = pacer.nextDue, next < 2 * .second {
            now = max(now, next)
            let due = pacer.take(at: now)!
            let sent = now
            let isStalled = (500 * .millisecond)..<(500 * .millisecond + 1) ~= due
            now += isStalled ? .second : .millisecond
            fromDue.record(now - due)
            fromSent.record(now - sent)
        }
        XCTAssertEqual(fromDue.count, fromSent.count)
        XCTAssertLessThanOrEqual(
            fromSent.percentile(99)!, 2 * .millisecond, "counted from sending, the stall is one request in 200")
        XCTAssertGreaterThan(
            fromDue.percentile(50)!, 100 * .millisecond,
            "half of all requests were due while the server stood still or caught up")
        XCTAssertGreaterThanOrEqual(fromDue.percentile(99)!, 980 * .millisecond)
    }

    func testInAClosedLoopARequestCountsFromWhenItIsMade() {
        var pacer = Pacer(LoadProfile(duration: .second))
        XCTAssertNil(pacer.nextDue)
        XCTAssertEqual(pacer.take(at: 123), 123)
        XCTAssertNil(pacer.take(at: .second), "the run is over")
    }

    func testARampGrowsTheRateInAStraightLine() {
        let profile = profile(rate: 100, ramp: 10 * .second)
        // A triangle: 500 requests in ten seconds, a quarter of them in the first half.
        XCTAssertEqual(profile.dueTime(ofRequest: 125, rate: 100).inSeconds, 5, accuracy: 1e-6)
        XCTAssertEqual(profile.dueTime(ofRequest: 500, rate: 100).inSeconds, 10, accuracy: 1e-6)
        XCTAssertEqual(profile.dueTime(ofRequest: 600, rate: 100).inSeconds, 11, accuracy: 1e-6)
    }

    func testARampLetsTheClientsOfAClosedLoopBeginOneAfterTheOther() {
        let profile = LoadProfile(clients: 4, ramp: 8 * .second)
        XCTAssertEqual((0..<4).map { profile.start(ofClient: $0) }, [0, 2, 4, 6].map { $0 * .second })
        XCTAssertEqual(LoadProfile(clients: 4, pace: .rate(10), ramp: 8 * .second).start(ofClient: 3), 0)
    }

    func testThreadsShareTheRequests() {
        let profile = profile(rate: 10, duration: .second)
        var taken: [Nanoseconds] = []
        for part in 0..<3 {
            var pacer = Pacer(profile, part: part, of: 3)
            while let due = pacer.take(at: 5 * .second) { taken.append(due) }
        }
        XCTAssertEqual(taken.sorted(), (0..<10).map { $0 * 100 * .millisecond })
    }

    func testWhatWasDueAndNeverTakenIsCounted() {
        var pacer = Pacer(profile(rate: 10, duration: .second))
        for _ in 0..<3 { _ = pacer.take(at: .second) }
        var interval = LoadInterval(start: 0, end: .second)
        for _ in 1...2 { pacer.abandon(at: 3 * .second, in: &interval) }
        XCTAssertEqual(interval.errors, [.unsent: 7])
        XCTAssertEqual(interval.total.minimum, 2_100 * .millisecond, "due at 0.9 s")
        XCTAssertEqual(interval.total.maximum, 2_700 * .millisecond, "due at 0.3 s")
        var interrupted = Pacer(profile(rate: 10, duration: .second))
        interval = LoadInterval(start: 0, end: .second)
        interrupted.abandon(at: 450 * .millisecond, in: &interval)
        XCTAssertEqual(interval.errors, [.unsent: 5])
    }

    func testARateGivesAsManyRequestsAsItSays() {
        for (rate, seconds, count) in [
            (0.5, 4, 2), (0.1, 60, 6), (3, 7, 21), (0.7, 10, 7), (1_000, 1, 1_000), (333, 3, 999),
        ] {
            var pacer = Pacer(profile(rate: rate, duration: Nanoseconds(seconds) * .second))
            var taken = 0
            while pacer.take(at: 100 * .second) != nil { taken += 1 }
            XCTAssertEqual(taken, count, "\(rate) a second for \(seconds) s")
        }
    }
}

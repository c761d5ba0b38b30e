import Terminal
import XCTest

@testable import Operations

final class LoadThresholdTests: XCTestCase {
    /// 98 answers in 10 to 107 ms and two errors, in ten seconds.
    private var total: LoadInterval {
        var interval = LoadInterval(start: 0, end: 10 * .second)
        interval.successes = 98
        for number in 0..<98 { interval.total.record(Nanoseconds(10 + number) * .millisecond) }
        interval.fail(.status(503))
        interval.fail(.closed)
        return interval
    }

    private func isExceeded(_ text: String) throws -> Bool { try LoadThreshold(text).isExceeded(by: total) }

    func testEachFigureCanBeLimited() throws {
        XCTAssertTrue(try isExceeded("p99>100ms"))
        XCTAssertFalse(try isExceeded("p99>110ms"))
        XCTAssertTrue(try isExceeded("p50 > 0.05s"))
        XCTAssertTrue(try isExceeded("mean>58000us"))
        XCTAssertFalse(try isExceeded("max>107ms"))
        XCTAssertTrue(try isExceeded("max>=107ms"))
        XCTAssertTrue(try isExceeded("errors>1%"))
        XCTAssertFalse(try isExceeded("errors>2%"))
        XCTAssertTrue(try isExceeded("errors>0"))
        XCTAssertFalse(try isExceeded("errors>2"))
        XCTAssertTrue(try isExceeded("rate<10"))
        XCTAssertFalse(try isExceeded("rate<=9"))
    }

    func testTheMeasuredValueStandsBesideTheLimit() throws {
        let latency = try LoadThreshold("p50>100ms")
        XCTAssertEqual(latency.name, "p50")
        XCTAssertEqual(latency.shownLimit, "> 100 ms")
        XCTAssertEqual(latency.shown(latency.measured(in: total)), "58.1 ms")
        let errors = try LoadThreshold("errors>1%")
        XCTAssertEqual(errors.shown(errors.measured(in: total)), "2.00 %")
        XCTAssertEqual(errors.shownLimit, "> 1.00 %")
        XCTAssertEqual(try LoadThreshold("rate<12.5").shown(total.throughput), "9.8 requests/s")
    }

    func testALatencyThatNobodyMeasuredFails() throws {
        var dead = LoadInterval(start: 0, end: .second)
        dead.fail(.noConnection("connection refused"))
        let threshold = try LoadThreshold("p99>500ms")
        XCTAssertTrue(threshold.isExceeded(by: dead))
        XCTAssertEqual(threshold.shown(threshold.measured(in: dead)), "nothing")
    }

    func testWhatIsNoLimitIsAUsageError() {
        let allowed = "; write such as 'p99>500ms', 'mean>80ms', 'max>2s', 'errors>1%', 'errors>0' or 'rate<100'"
        for (text, reason) in [
            ("p99", "no comparison (a shell takes > for its own where it is not quoted)"),
            ("p99=5ms", "no comparison (a shell takes > for its own where it is not quoted)"),
            ("p99>500", "a latency needs a number and a unit: us, ms or s"),
            ("p99>fast", "a latency needs a number and a unit: us, ms or s"), ("p100>1s", "there is no 'p100'"),
            ("p0>1s", "there is no 'p0'"),
            ("speed>1s", "there is no 'speed'"), ("errors>101%", "'101%' is no limit for errors"),
            ("errors>-1", "'-1' is no limit for errors"),
            ("rate<many", "'many' is no limit for rate"),
        ] {
            XCTAssertThrowsError(try LoadThreshold(text)) {
                XCTAssertEqual("\($0)", "--fail-if is '\(text)': \(reason)\(allowed)")
            }
        }
    }
}

import XCTest

@testable import Operations

final class LoadTextTests: XCTestCase {
    func testLatenciesHaveThreeFiguresAndTheirUnit() {
        let shown = [0, 840_000, 999_499, 999_500, 12_345_678, 99_960_000, 812_000_000, 999_600_000, 61_000_000_000].map
        { LoadText.latency(Int64($0)) }
        XCTAssertEqual(
            shown, ["0 µs", "840 µs", "999 µs", "1.00 ms", "12.3 ms", "100 ms", "812 ms", "1.00 s", "61.0 s"])
        XCTAssertEqual(LoadText.latency(nil as Int64?), "-")
    }

    func testNumbersHaveCommasBetweenThousands() {
        XCTAssertEqual([0, 999, 1_000, 1_234_567].map { LoadText.number($0) }, ["0", "999", "1,000", "1,234,567"])
        XCTAssertEqual(LoadText.number(-1_234.56, places: 1), "-1,234.6")
    }

    func testTimes() {
        XCTAssertEqual(
            [.second, 1_500 * .millisecond, 125 * .second, 3_600 * .second].map { LoadText.time($0) },
            ["1 s", "1.5 s", "2 min 05 s", "1 h 00 min"])
    }

    func testTypedDurations() {
        XCTAssertEqual(LoadDuration("500ms")?.nanoseconds, 500 * .millisecond)
        XCTAssertEqual(LoadDuration("1.5m")?.nanoseconds, 90 * .second)
        XCTAssertEqual(LoadDuration("30")?.nanoseconds, 30 * .second)
        XCTAssertEqual(LoadDuration("2h")?.nanoseconds, 7_200 * .second)
        for text in ["", "s", "-1s", "1d", "1 s", "1e3s", "99999999h"] { XCTAssertNil(LoadDuration(text), text) }
        XCTAssertNil(LoadDuration("30", requiresUnit: true))
    }

    func testTheMostFrequentErrorComesFirst() {
        XCTAssertEqual(
            LoadText.errors([.timeout: 3, .status(503): 1_200, .status(500): 3]),
            "http 503 1,200, http 500 3, timeout 3")
    }
}

import XCTest

@testable import Operations

final class SnapshotTimeTests: XCTestCase {
    func testTimesAreWrittenInUTCWithLeadingZeros() {
        let time = Date(timeIntervalSince1970: 1_772_582_699)  // 2026-03-04T00:04:59Z, and 01:04 in Paris
        XCTAssertEqual(SnapshotTime.minute(time), "2026-03-04 00:04")
        XCTAssertEqual(BackupManager.name(of: "web-db", at: time), "snap-web-db-2026-03-04-00-04")
    }

    func testAgesAreWholeUnitsThatHavePassed() {
        for (seconds, text) in [
            (0.0, "0 minutes"), (-30, "0 minutes"), (119, "1 minute"), (3_599, "59 minutes"), (7_199, "1 hour"),
            (86_399, "23 hours"),
            (86_400, "1 day"), (8 * 86_400 - 1, "7 days"), (30 * 86_400, "30 days"),
        ] { XCTAssertEqual(SnapshotTime.age(seconds), text) }
    }
}

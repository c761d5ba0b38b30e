import Foundation
import XCTest

@testable import AWSAccess

final class ServiceTimeTests: XCTestCase {
    func testTimesOfBothVersionsOfTheCLIAreRead() {
        let expected = Date(timeIntervalSince1970: 1_767_225_600)
        for text in [
            "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123Z", "2026-01-01T00:00:00.123456+00:00",
            "2026-01-01T01:00:00.5+01:00",
            "2026-01-01T00:00:00",
        ] { XCTAssertEqual(ServiceTime(text)?.date, expected, text) }
        for text in ["", "yesterday", "2026-01-01", "2026-13-01T00:00:00Z"] { XCTAssertNil(ServiceTime(text), text) }
    }

    /// Version 2 leaves the fraction of a whole second out, which as text comes after every other of that second.
    func testAWholeSecondComesBeforeItsFractions() throws {
        let whole = try XCTUnwrap(ServiceTime("2026-01-01T00:00:00+00:00"))
        let later = try XCTUnwrap(ServiceTime("2026-01-01T00:00:00.100000+00:00"))
        let latest = try XCTUnwrap(ServiceTime("2026-01-01T00:00:00.25Z"))
        XCTAssertEqual([latest, whole, later].sorted(), [whole, later, latest])
    }

    func testTimesAreReadAsTextAndAsSeconds() throws {
        let times = try JSONDecoder().decode(
            [ServiceTime].self, from: Data(#"["2026-01-01T00:00:00+00:00", 1767225600, 1767225600.5]"#.utf8))
        XCTAssertEqual(times.map(\.date.timeIntervalSince1970), [1_767_225_600, 1_767_225_600, 1_767_225_600])
        XCTAssertLessThan(times[1], times[2])
        XCTAssertThrowsError(try JSONDecoder().decode([ServiceTime].self, from: Data(#"["yesterday"]"#.utf8)))
        for seconds in ["1e300", "-1e300", "253402300800"] {
            XCTAssertThrowsError(try JSONDecoder().decode([ServiceTime].self, from: Data("[\(seconds)]".utf8)), seconds)
        }
    }
}

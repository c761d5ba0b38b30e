import Foundation
import XCTest

@testable import Operations

final class ServiceAnswerTests: XCTestCase {
    func testTimesOfBothVersionsOfTheCLIAreRead() {
        let expected = Date(timeIntervalSince1970: 1_767_225_600)
        for text in [
            "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123Z", "2026-01-01T00:00:00.123456+00:00", "2026-01-01T01:00:00.5+01:00",
            "2026-01-01T00:00:00",
        ] { XCTAssertEqual(ServiceTime(text)?.date, expected, text) }
        for text in ["", "yesterday", "2026-01-01", "2026-13-01T00:00:00Z"] { XCTAssertNil(ServiceTime(text), text) }
    }

    func testTimesAreReadAsTextAndAsSeconds() throws {
        let times = try JSONDecoder().decode([ServiceTime].self, from: Data(#"["2026-01-01T00:00:00+00:00", 1767225600, 1767225600.9]"#.utf8))
        XCTAssertEqual(times.map { Int($0.date.timeIntervalSince1970) }, [1_767_225_600, 1_767_225_600, 1_767_225_600])
        XCTAssertThrowsError(try JSONDecoder().decode([ServiceTime].self, from: Data(#"["yesterday"]"#.utf8)))
        for seconds in ["1e300", "-1e300", "253402300800"] {
            XCTAssertThrowsError(try JSONDecoder().decode([ServiceTime].self, from: Data("[\(seconds)]".utf8)), seconds)
        }
    }

    func testATagForAnOptionIsJSONWhateverItsNameHas() throws {
        let option = ResourceTags.option(["Key": #"a"b\c"#, "Value": "x, y = z"], propagateAtLaunch: false)
        struct Tag: Decodable, Equatable {
            let Key: String
            let Value: String
            let PropagateAtLaunch: Bool
        }
        XCTAssertEqual(
            try JSONDecoder().decode([Tag].self, from: Data(option.utf8)), [Tag(Key: #"a"b\c"#, Value: "x, y = z", PropagateAtLaunch: false)])
    }
}

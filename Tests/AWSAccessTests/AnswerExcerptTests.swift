import AWSAccessTesting
import Foundation
import JSON
import XCTest

@testable import AWSAccess

final class AnswerExcerptTests: XCTestCase {
    private func excerpt(_ text: String, line: Int = 1, column: Int) -> String {
        AnswerExcerpt(of: Array(text.utf8), at: JSONPlace(line: line, column: column)).description
    }

    func testItShowsTheLineAroundThePlaceWithoutTheTextsOfValues() {
        XCTAssertEqual(
            excerpt("{\n  \"Password\" : \"hunter2\", \"Size\": 12\n}", line: 2, column: 30),
            #"'"Password" : "…", "Size": 12'"#)
        XCTAssertEqual(excerpt(#"["a\"b", "c"#, column: 12), #"'["…", "…"'"#, "a string that does not end is one too")
        XCTAssertEqual(excerpt("<html>\n<body>", line: 1, column: 1), "'<html>'")
    }

    func testItShowsNoCredentials() {
        for secret in ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"] {
            for text in ["export AWS_SECRET_ACCESS_KEY=\(secret)", "export KEY=\(secret)", "[\(secret)", "\"\(secret)"]
            {
                for column in 1...text.count { XCTAssertFalse(excerpt(text, column: column).contains(secret), text) }
            }
        }
    }

    func testALongLineIsCutOnBothSidesOfThePlace() {
        let text = "[" + String(repeating: "1, ", count: 100_000) + "x]"
        let excerpt = excerpt(text, column: 150_001)
        XCTAssertTrue(excerpt.hasPrefix("'…, 1, 1,") && excerpt.hasSuffix(" 1, 1, …'"), excerpt)
        XCTAssertEqual(excerpt.count, 84)
    }

    func testItObeysNoControlCharactersAndNoPlaceBeyondTheText() {
        XCTAssertFalse(excerpt("a\u{1B}[31mb\r", column: 3).unicodeScalars.contains { $0.value < 32 })
        XCTAssertEqual(excerpt("", column: 1), "''")
        XCTAssertEqual(excerpt("{}", line: 7, column: 9), "''")
        XCTAssertEqual(excerpt("{", column: 2), "'{'")
    }

    func testAnAnswerOfAnotherShapeIsToldWithCommandPlaceAndPath() async {
        let aws = FakeAWS()
        aws.on(
            "rds describe-db-instances",
            #"{"DBInstances": [{"DBInstanceIdentifier": 7, "MasterUsername": "hunter2"}]}"#)
        do {
            _ = try await aws.cli().databaseInstances()
            XCTFail("a number is no name")
        } catch {
            XCTAssertEqual(
                "\(error)",
                "'aws rds describe-db-instances' ended without an error, but its answer cannot be read: line 1, column 43: DBInstances.0.DBInstanceIdentifier: it is a number, where a string is expected, in '…DBInstances\": [{\"DBInstanceIdentifier\": 7, \"MasterUsername\": \"…\"}]}'; is the 'aws' on PATH the AWS CLI?"
            )
        }
    }
}

import XCTest

@testable import Operations

final class SuppressionTests: XCTestCase {
    private func file(_ entries: String...) -> String { #"{"suppressions":[\#(entries.joined(separator: ","))]}"# }
    private let http = #"{"code":"SEC050","resource":"Compute/WebLoadBalancer","reason":"dev has no domain"}"#

    func testASuppressedFindingIsListedWithItsReasonAndDoesNotCount() async throws {
        var web = FakeWebMarket()
        web.isProtected = true
        let open = try await web.run("--offline", "--fail-on", "high")
        XCTAssertEqual(open.status, .failure)
        XCTAssertTrue(open.errors.contains("error: 1 finding is high (--fail-on high)"), open.errors)
        web.files["suppressions.json"] = file(http)
        let accepted = try await web.run("--offline", "--fail-on", "high")
        XCTAssertEqual(accepted.status, .success, accepted.errors)
        XCTAssertTrue(
            accepted.output.contains(
                "suppressed: SEC050  Compute/WebLoadBalancer: dev has no domain (suppressions.json:1:18)"),
            accepted.output)
        let report = try await web.report()
        XCTAssertEqual(report.suppressed.map(\.suppression?.reason), ["dev has no domain"])
        XCTAssertFalse(report.findings.map(\.code).contains("SEC050"))
    }

    func testAnotherFileCanBeNamed() async throws {
        var web = FakeWebMarket()
        web.files["suppressions.json"] = file(
            http, #"{"code":"OPS004","resource":"*","reason":"upgrade is planned"}"#)
        let both = try await web.report()
        XCTAssertEqual(both.findings.count, 0)
        web.files["other.json"] = file()
        let other = try await web.report("--offline", "--suppressions=FOLDER/other.json")
        XCTAssertEqual(other.findings.count, 2)
        let missing = try await web.run("--offline", "--suppressions", "nowhere.json")
        XCTAssertEqual(missing.status, .failure)
        XCTAssertTrue(
            missing.errors.contains("nowhere.json: error: there is no such file [unreadable-file]"), missing.errors)
    }

    /// What dev may do, prod may not.
    func testASuppressionCanBeForOneEnvironment() async throws {
        var web = FakeWebMarket()
        web.files["parameters/prod.json"] = #"{"region": "eu-west-3", "stackName": "web-prod"}"#
        for (environment, codes) in [("dev", ["OPS004"]), ("prod", ["OPS004", "SEC050"])] {
            web.files["suppressions.json"] = file(http.dropLast() + #","environment":"\#(environment)"}"#)
            let report = try await web.report()
            XCTAssertEqual(report.findings.map(\.code), codes, "one for another environment is not unused in this one")
        }
        web.files["suppressions.json"] = file(http.dropLast() + #","environment":"prd"}"#)
        let wrong = try await web.run("--offline")
        XCTAssertEqual(wrong.status, .failure)
        XCTAssertTrue(
            wrong.errors.contains(
                "suppressions.json:1:18: error: the suppression of SEC050 is for the environment 'prd'; did you mean 'prod'? there are: dev, prod"
            ), wrong.errors)
    }

    func testASuppressionHoldsThroughItsLastDay() async throws {
        var web = FakeWebMarket()
        web.files["suppressions.json"] = file(http.dropLast() + #","expires":"2026-11-25"}"#)
        let lastDay = try await web.report()
        XCTAssertEqual(lastDay.findings.map(\.code), ["OPS004"])
        web.now = "2026-11-26T10:00:00Z"
        let after = try await web.run("--offline")
        XCTAssertTrue(after.output.contains("SEC050"), after.output)
        XCTAssertTrue(
            after.output.contains(
                "warning: the suppression of SEC050 for Compute/WebLoadBalancer expired on 2026-11-25"), after.output)
    }

    func testASuppressionThatNothingNeedsIsNoted() async throws {
        var web = FakeWebMarket()
        web.files["suppressions.json"] = file(
            #"{"code":"SEC001","resource":"sg-web","reason":"was open once"}"#)
        let outcome = try await web.run("--offline")
        XCTAssertTrue(
            outcome.output.contains(
                "suppressions.json:1:18: warning: the suppression of SEC001 for sg-web matches nothing [unused-suppression]"
            ), outcome.output)
    }

    func testEveryMistakeInAFileIsNamed() async throws {
        var web = FakeWebMarket()
        web.files["suppressions.json"] = file(
            #"{"code":"SEC050","resource":"*"}"#, #"{"code":"SEC05","resource":"*","reason":"x"}"#,
            #"{"code":"SEC001","reason":" "}"#,
            #"{"code":"SEC001","resource":"*","reason":"x","expires":"2026-02-31"}"#,
            #"{"code":"SEC001","resource":"*","reason":"x","until":"2026-02-01"}"#)
        let outcome = try await web.run("--offline")
        XCTAssertEqual(outcome.status, .failure)
        for text in [
            "suppressions.json:1:18: error: suppression 1: it has no 'reason'",
            ":1:59: error: suppression 2: the code is 'SEC05'",
            ":1:96: error: suppression 3: it has no 'resource'", ":1:96: error: suppression 3: it has no 'reason'",
            ":1:182: error: suppression 4: it expires on '2026-02-31'", ":1:241: error: unknown key 'until'",
        ] { XCTAssertTrue(outcome.errors.contains(text), "\(text) is not in\n\(outcome.errors)") }
        XCTAssertEqual(outcome.aws.lines, [], "files are read before anything is asked")
        web.files["suppressions.json"] = "[]"
        let other = try await web.run("--offline")
        XCTAssertTrue(other.errors.contains("this is no list of suppressions"), other.errors)
    }

    /// Of two reasons one would be lost without a word.
    func testAKeyGivenTwiceIsAMistake() async throws {
        var web = FakeWebMarket()
        web.files["suppressions.json"] = file(
            #"{"code":"SEC050","resource":"*","reason":"x","# + "\n" + #""\u0072eason":"y"}"#)
        let outcome = try await web.run("--offline")
        XCTAssertTrue(
            outcome.errors.contains(
                "suppressions.json:2:1: error: the key 'reason' is given twice, first in line 1; leave one of them out"
            ),
            outcome.errors)
    }
}

import Diagnostics
import XCTest

final class SuppressionTests: XCTestCase {
    private let location = SourceLocation(fileID: "Stacks/Shop.swift", line: 3)
    private let today = Day("2026-11-28")!

    private func suppression(
        _ code: String = "literal-substitution", on resource: String = "Shop/Queue", below: Bool = false,
        until day: String? = nil
    ) -> Suppression {
        Suppression(
            code: code, resource: resource, includesBelow: below, reason: "a script", expires: day.flatMap(Day.init),
            at: .source(location))
    }

    private func warning(
        _ path: String = "Shop/Queue", severity: Diagnostic.Severity = .warning
    ) -> Diagnostic {
        Diagnostic(
            "literal-substitution", "${X}", severity: severity, at: location, logicalID: "ShopQueue", path: path,
            fix: "mend it")
    }

    func testPatterns() {
        func matches(_ name: String, _ pattern: String) -> Bool {
            suppression(on: pattern).matches(Diagnostic("literal-substitution", "", logicalID: name))
        }
        XCTAssertTrue(matches("Compute/WebGroup", "Compute/WebGroup"))
        XCTAssertTrue(matches("Compute/WebGroup", "Compute/*"))
        XCTAssertTrue(matches("Compute/WebGroup", "*Group"))
        XCTAssertTrue(matches("Compute/WebGroup", "C*/*b*p"))
        XCTAssertTrue(matches("", "*"))
        XCTAssertFalse(matches("Compute/WebGroup", "Compute"))
        XCTAssertFalse(matches("Compute/WebGroup", "Web*"))
        XCTAssertFalse(matches("ab", "ab*b"), "the two b are one letter")
    }

    func testAResourceIsKnownByItsLogicalIDAndItsPathWithTheRootAndWithout() {
        for name in ["ShopQueue", "Shop/Worker/Queue", "Worker/Queue"] {
            XCTAssertTrue(suppression(on: name).matches(warning("Shop/Worker/Queue")), name)
        }
        XCTAssertFalse(suppression(on: "Worker").matches(warning("Shop/Worker/Queue")))
        XCTAssertTrue(suppression(on: "Shop/Worker", below: true).matches(warning("Shop/Worker/Queue")))
        XCTAssertTrue(suppression(on: "Shop/Worker", below: true).matches(warning("Shop/Worker")))
        XCTAssertFalse(suppression(on: "Shop/Work", below: true).matches(warning("Shop/Worker/Queue")))
        XCTAssertFalse(suppression("unused-condition").matches(warning()), "of another kind")
    }

    func testWhatIsDeployedIsKnownByItsNameAndItsID() {
        let open = Diagnostic(
            "SEC001", "open", severity: .high,
            resource: DeployedResource(type: "AWS::EC2::SecurityGroup", id: "sg-1", name: "Compute/WebGroup"))
        for name in ["sg-1", "Compute/WebGroup", "Compute/*"] {
            XCTAssertTrue(suppression("SEC001", on: name).matches(open), name)
        }
        XCTAssertFalse(suppression("SEC001", on: "AWS::EC2::SecurityGroup").matches(open))
    }

    func testWhatIsAcceptedDoesNotStandAndIsCounted() {
        let report = DiagnosticReport([warning(), warning("Shop/Other")], suppressions: [suppression()], on: today)
        XCTAssertEqual(report.standing.map(\.path), ["Shop/Other"])
        XCTAssertEqual(report.accepted.map(\.suppression.reason), ["a script"])
        XCTAssertEqual(report.summary, "1 warning, 1 suppressed")
    }

    func testAnErrorStandsAndSaysSo() {
        let report = DiagnosticReport([warning(severity: .error)], suppressions: [suppression()], on: today)
        XCTAssertEqual(report.standing.map(\.code), ["literal-substitution", "suppressed-error"])
        XCTAssertTrue(report.hasErrors)
        XCTAssertEqual(report.accepted.count, 0)
    }

    func testASuppressionHoldsThroughItsLastDay() {
        let lastDay = DiagnosticReport([warning()], suppressions: [suppression(until: "2026-11-28")], on: today)
        XCTAssertEqual(lastDay.standing, [])
        let after = DiagnosticReport([warning()], suppressions: [suppression(until: "2026-11-27")], on: today)
        XCTAssertEqual(after.standing.map(\.code), ["literal-substitution", "expired-suppression"])
    }

    func testWhatNothingNeedsIsReportedWithTheCodeThatWasMeant() {
        let report = DiagnosticReport(
            [], suppressions: [suppression(), suppression("literal-substitutoin")], on: today)
        XCTAssertEqual(report.standing.map(\.code), ["unused-suppression", "unused-suppression"])
        XCTAssertEqual(report.standing.last?.fix, "did you mean 'literal-substitution'? ")
    }

    func testWhatAnAuditFindsIsLeftToIt() {
        XCTAssertEqual(DiagnosticReport([], suppressions: [suppression("SEC050")], on: today).standing, [])
    }

    func testDaysAreThoseOfTheCalendar() {
        for day in ["2026-11-28", "2028-02-29", "2000-02-29", "0001-01-01"] {
            XCTAssertEqual(Day(day)?.description, day)
        }
        for other in [
            "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-01-01 ", "",
            "+026-01-01",
        ] {
            XCTAssertNil(Day(other), other)
        }
        XCTAssertGreaterThan(Day.today, Day("2024-01-01")!)
    }
}

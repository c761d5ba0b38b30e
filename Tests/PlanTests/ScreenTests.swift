import TerminalTesting
import XCTest

@testable import Plan

/// Plans on screens of any width.
final class ScreenTests: DisplayTestCase {
    func testAValueStandsBesideWhatIsSaidOfIt() throws {
        let shown = text(try plan(network("10.0.0.0/16"), network("10.1.0.0/16")), width: 30)
        XCTAssertTrue(
            shown.contains("VpcId  Net  another value, since Net is replaced; replaces it"), shown)
    }

    func testANarrowScreenBreaksBetweenWordsAndALogNever() throws {
        let plan = try plan(network("10.0.0.0/16"), network("10.1.0.0/16"))
        let (screen, log) = (Recording(), Recording())
        plan.show(on: screen.stream(isInteractive: true, width: 60))
        plan.show(on: log.stream(width: 60))
        let lines = screen.text.split(separator: "\n")
        XCTAssertTrue(lines.allSatisfy { $0.count <= 60 }, screen.text)
        XCTAssertTrue(
            screen.text.contains(
                """
                    VpcId  Net  another value, since Net is replaced;
                        replaces it

                """), screen.text)
        XCTAssertTrue(log.text.contains("since Net is replaced; replaces it\n"), log.text)
    }
}

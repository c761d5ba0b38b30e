import Diagnostics
import Terminal
import XCTest

final class OutputFormatTests: XCTestCase {
    private let syntax = CommandSyntax("tool", summary: "Does.", options: [OutputFormat.option(.ofTables)])

    func testACommandTakesTheFormatsThatItHas() throws {
        XCTAssertEqual(try OutputFormat(try syntax.parse([]), from: .ofTables), .text)
        for format in [OutputFormat].ofTables {
            XCTAssertEqual(try OutputFormat(try syntax.parse(["--format", format.rawValue]), from: .ofTables), format)
        }
        for other in ["xml", "sarif", "table"] {
            XCTAssertThrowsError(try OutputFormat(try syntax.parse(["--format", other]), from: .ofTables)) {
                XCTAssertEqual("\($0)", "--format is '\(other)'; allowed: text, json, markdown")
            }
        }
    }

    func testTheHelpNamesThemAndTheDefault() {
        XCTAssertTrue(syntax.help.contains("--format FORMAT  text (the default), json or markdown\n"), syntax.help)
        let problems = CommandSyntax(
            "tool", summary: "Does.", options: [OutputFormat.option(.ofDiagnostics, of: "problems")])
        XCTAssertTrue(
            problems.help.contains("how problems are written: text (the default), json, markdown, sarif or github\n"),
            problems.help)
    }
}

import Diagnostics
import Environments
import Terminal
import TerminalTesting
import XCTest

@testable import Operations

final class ReportTableTests: XCTestCase {
    private struct Snapshot: Encodable {
        let name: String
        let gibibytes: Int
    }

    private func written(as format: OutputFormat) throws -> String {
        var table = ReportTable("Snapshots", columns: [("Name", .left), ("Size", .right)])
        table.add(["snap|1", "20 GiB"])
        table.add(["snap-two", "5 GiB"])
        let screen = TestTerminal()
        try screen.terminal().output.print([table], document: [Snapshot(name: "snap|1", gibibytes: 20)], as: format)
        return screen.output
    }

    func testATableIsAlignedForPeople() throws {
        XCTAssertEqual(try written(as: .text), "Snapshots\nName        Size\nsnap|1    20 GiB\nsnap-two   5 GiB\n")
    }

    func testMarkdownEscapesWhatWouldBreakARow() throws {
        XCTAssertEqual(
            try written(as: .markdown),
            "## Snapshots\n\n| Name | Size |\n|---|--:|\n| snap\\|1 | 20 GiB |\n| snap-two | 5 GiB |\n")
    }

    /// Names and tags in an account are anybody's.
    func testMarkdownShowsANameAsItIs() throws {
        var table = ReportTable(columns: [("Name", .left)])
        table.add([#"a\|b <img> @team"#])
        let screen = TestTerminal()
        try screen.terminal().output.print([table], document: "", as: .markdown)
        XCTAssertEqual(screen.output, "| Name |\n|---|\n| a\\\\\\|b &lt;img&gt; @<!---->team |\n")
    }

    func testJSONIsForPrograms() throws {
        XCTAssertEqual(
            try written(as: .json), "[\n  {\n    \"gibibytes\" : 20,\n    \"name\" : \"snap|1\"\n  }\n]\n")
    }
}

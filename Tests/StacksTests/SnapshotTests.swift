import Foundation
import Stacks
import Synthesis
import TemplateTesting
import Terminal
import TerminalTesting
import XCTest

/// The committed templates are what reviewers read and what is deployed: they must be what the Swift source says.
final class SnapshotTests: XCTestCase {
    func testCommittedTemplatesAreCurrent() throws {
        try WebMarketPlus.app().expectTemplates(recordedBy: "swift run synth")
    }

    /// The picture in the README.
    func testTheCommittedPictureIsCurrent() throws {
        let screen = TestTerminal()
        let command = DiagramCommand(try DiagramCommand.syntax.parse(["--format", "svg"]))
        XCTAssertEqual(command.run(on: screen.terminal(), WebMarketPlus.app), .success)
        let committed = try String(contentsOfFile: Repository.path("docs/webmarket-plus.svg"), encoding: .utf8)
        XCTAssertTrue(screen.output == committed, "docs/webmarket-plus.svg is stale: make docs writes it anew")
    }

    func testSynthesisFindsNothingToComplainAbout() throws {
        try WebMarketPlus.app().expectDiagnostics()
    }

    func testSynthesisIsDeterministic() {
        let first = WebMarketPlus.app().synthesize().templates.map(\.contents)
        XCTAssertEqual(first, WebMarketPlus.app().synthesize().templates.map(\.contents))
    }
}

enum Repository {
    /// A file of the repository.
    static func path(_ relative: String, file: String = #filePath) -> String {
        let tests = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        return tests.deletingLastPathComponent().appendingPathComponent(relative).path
    }
}

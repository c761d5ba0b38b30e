import Foundation
import Stacks
import TemplateTesting
import XCTest

/// The committed templates are what reviewers read and what is deployed: they must be what the Swift source says.
final class SnapshotTests: XCTestCase {
    func testCommittedTemplatesAreCurrent() throws {
        try WebMarketPlus.app().expectTemplates(recordedBy: "swift run synth")
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

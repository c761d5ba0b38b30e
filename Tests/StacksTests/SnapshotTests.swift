import Foundation
import Stacks
import XCTest

@testable import Synthesis

/// The committed templates are what reviewers read and what is deployed: they must be what the Swift source says.
final class SnapshotTests: XCTestCase {
    private static let record = "review the difference, then record it with: swift run synth"

    func testCommittedTemplatesAreCurrent() throws {
        let directory = TemplateDirectory(path: Repository.path("Stacks/Templates"))
        for comparison in try directory.compare(with: WebMarketPlus.app().synthesize()) {
            switch comparison.status {
            case .unchanged: break
            case .changed:
                let diff = LineDiff(from: text(comparison.old), to: text(comparison.new)).lines.map(\.description)
                XCTFail("\(comparison.fileName) is stale; \(Self.record)\n\n\(diff.joined(separator: "\n"))")
            case .new: XCTFail("\(comparison.fileName) is not committed; \(Self.record)")
            case .obsolete: XCTFail("\(comparison.fileName) belongs to no stack; \(Self.record)")
            }
        }
    }

    func testSynthesisFindsNothingToComplainAbout() {
        XCTAssertEqual(WebMarketPlus.app().synthesize().diagnostics.map(\.description), [])
    }

    func testSynthesisIsDeterministic() {
        let first = WebMarketPlus.app().synthesize().templates.map(\.contents)
        XCTAssertEqual(first, WebMarketPlus.app().synthesize().templates.map(\.contents))
    }

    private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }
}

enum Repository {
    /// A file of the repository.
    static func path(_ relative: String, file: String = #filePath) -> String {
        let tests = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        return tests.deletingLastPathComponent().appendingPathComponent(relative).path
    }
}

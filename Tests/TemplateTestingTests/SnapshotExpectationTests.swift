import AWSSQS
import CloudFormation
import Foundation
import Synthesis
import TemplateTesting
import XCTest

final class SnapshotExpectationTests: XCTestCase {
    func testCommittedTemplatesAreComparedWithWhatIsSynthesized() throws {
        let package = FileManager.default.temporaryDirectory.appendingPathComponent("package-\(UUID().uuidString)")
        let tests = package.appendingPathComponent("Tests/QueuesTests")
        try FileManager.default.createDirectory(at: tests, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: package) }
        try Data().write(to: package.appendingPathComponent("Package.swift"))
        let file = tests.appendingPathComponent("QueuesTests.swift").path
        func expectTemplates(of app: App) throws {
            try app.expectTemplates(in: "Templates", recordedBy: "swift run Infra synth", file: file, line: 3)
        }

        let templates = TemplateDirectory(path: package.path + "/Templates")
        try templates.write(templates.compare(with: queues().synthesize()))
        try expectTemplates(of: queues())

        let changed = queues { $0.add("Third", SQS.Queue()) }
        XCTAssertThrowsError(try expectTemplates(of: changed)) { error in
            XCTAssertTrue(
                "\(error)".hasPrefix(
                    "\(file):3: error: a template in Templates is stale; review the difference, then record it with: "
                        + "swift run Infra synth\nQueues.template.json (changed)\n@@ line"), "\(error)")
            XCTAssertTrue("\(error)".contains("\n+     \"Third\": {\n"), "\(error)")
        }
    }

    func testAFileThatBelongsToNoPackageIsTold() {
        XCTAssertThrowsError(try queues().expectTemplates(recordedBy: "synth", file: "/nowhere/Tests.swift")) {
            XCTAssertEqual("\($0)", "there is no Package.swift above /nowhere/Tests.swift")
        }
    }
}

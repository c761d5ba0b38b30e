import Foundation
import XCTest
import ResourceGenerator

/// What is committed is what the generator makes of the pinned schema release.
final class CommittedOutputTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private var package: URL { root.appendingPathComponent("Sources/CloudFormation") }

    /// The schemas in the project's virtual environment.
    private func schemas() throws -> URL {
        let libraries = root.appendingPathComponent(".venv/lib")
        let pythons = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
        let directories = pythons.sorted()
            .map { libraries.appendingPathComponent("\($0)/site-packages/cfnlint/data/schemas") }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
        if let directory = directories.first { return directory }
        let hint = "no schemas: install Tools/requirements.txt into .venv"
        if ProcessInfo.processInfo.environment["CI"] != nil { XCTFail(hint) }
        throw XCTSkip(hint)
    }

    func testCommittedFilesAreUpToDate() throws {
        let generation = try ResourceGeneration(schemas: schemas(), package: package)
        let changes = try PackageWriter(package: package)
            .write(generation.files, modules: generation.modules, dryRun: true)
        XCTAssertEqual(changes.written, [], "stale: run make resources")
        XCTAssertEqual(changes.deleted, [], "no longer generated: run make resources")
    }
}

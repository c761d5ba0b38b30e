import Foundation
import XCTest

@testable import ResourceGenerator

final class PackageWriterTests: XCTestCase {
    private var package = URL(fileURLWithPath: NSTemporaryDirectory())

    override func setUpWithError() throws {
        package = URL(fileURLWithPath: NSTemporaryDirectory())
            .appendingPathComponent("PackageWriterTests-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(
            at: package.appendingPathComponent("Sources/CloudFormation"), withIntermediateDirectories: true)
        try write(
            "let a = 1\n// services: begin\nlet services: [String] = []\n// services: end\nlet b = 2\n", "Package.swift"
        )
        try write("language", "Sources/CloudFormation/Value.swift")
    }

    override func tearDownWithError() throws {
        try FileManager.default.removeItem(at: package)
    }

    private func write(_ text: String, _ path: String) throws {
        try text.write(to: package.appendingPathComponent(path), atomically: true, encoding: .utf8)
    }

    private func read(_ path: String) throws -> String {
        try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
    }

    private let files = [
        GeneratedFile(path: "Sources/Services/AWSTest/Thing.swift", content: "thing"),
        GeneratedFile(path: "Sources/ResourceData/References.md", content: "none"),
    ]

    func testWritesFilesAndListsServices() throws {
        let changes = try PackageWriter(package: package).write(files, modules: ["AWSTest", "AWSA"])
        XCTAssertEqual(
            changes.written,
            ["Package.swift", "Sources/ResourceData/References.md", "Sources/Services/AWSTest/Thing.swift"])
        XCTAssertEqual(try read("Sources/Services/AWSTest/Thing.swift"), "thing")
        XCTAssertEqual(
            try read("Package.swift"),
            """
            let a = 1
            // services: begin
            let services = [
                "AWSA",
                "AWSTest",
            ]
            // services: end
            let b = 2

            """)
    }

    func testTheSecondTimeNothingIsTouched() throws {
        let writer = PackageWriter(package: package)
        _ = try writer.write(files, modules: ["AWSTest"])
        let file = package.appendingPathComponent("Sources/Services/AWSTest/Thing.swift").path
        let past = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: file)
        XCTAssertTrue(try writer.write(files, modules: ["AWSTest"]).isEmpty)
        XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date, past)
    }

    func testDeletesWhatIsNoLongerGenerated() throws {
        let writer = PackageWriter(package: package)
        _ = try writer.write(files, modules: ["AWSTest"])
        let changes = try writer.write([], modules: [])
        XCTAssertEqual(changes.deleted, ["Sources/Services/AWSTest/Thing.swift"])
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: package.appendingPathComponent("Sources/Services/AWSTest").path))
        XCTAssertEqual(try read("Sources/CloudFormation/Value.swift"), "language", "what is written by hand stays")
    }

    func testADryRunChangesNothing() throws {
        let changes = try PackageWriter(package: package).write(files, modules: ["AWSTest"], dryRun: true)
        XCTAssertEqual(changes.written.count, 3)
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: package.appendingPathComponent("Sources/Services/AWSTest").path))
        XCTAssertTrue(try read("Package.swift").contains("let services: [String] = []"))
    }

    func testAManifestWithoutTheMarksIsRefused() throws {
        try write("let package = 1\n", "Package.swift")
        XCTAssertThrowsError(try PackageWriter(package: package).write(files, modules: [])) {
            XCTAssertEqual($0 as? GenerationError, .noServicesBlock("Package.swift"))
        }
    }
}

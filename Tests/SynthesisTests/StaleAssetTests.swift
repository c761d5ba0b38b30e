import CloudFormation
import Foundation
import Synthesis
import XCTest

/// Files of the repository beside the committed templates that name them.
final class StaleAssetTests: XCTestCase {
    private let folder = ".build/asset-tests/\(UUID().uuidString)"

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/hello", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/hello/index.py"))
    }

    private func assembly(more name: String = "a") -> Assembly {
        let app = App()
        let root = app.stack("Web")
        let code = root.asset(folder + "/hello")
        let nested = root.nestedStack("Compute")
        nested.add("Layer", RawResource("Own::Layer", properties: ["Key": JSON(code.key)]))
        root.add("Bucket", RawResource("Own::S3::Bucket", properties: ["BucketName": JSON(Value<String>(name))]))
        return app.synthesize()
    }

    func testAFileThatChangedAfterTheReviewIsTold() throws {
        let templates = TemplateDirectory(path: folder + "/Templates")
        try write("reviewed")
        let missing = try templates.staleAssets(of: assembly())
        XCTAssertEqual(missing.count, 1)
        XCTAssertTrue("\(missing)".contains("there is no template in \(folder)/Templates/Web.Compute.template.json"))
        try templates.write(templates.compare(with: assembly()))
        XCTAssertEqual(try templates.staleAssets(of: assembly()), [])
        XCTAssertEqual(try templates.staleAssets(of: assembly(more: "b")), [], "it is about files alone")

        try write("changed")
        let stale = try templates.staleAssets(of: assembly())
        XCTAssertEqual(stale.map(\.code), ["stale-template"])
        XCTAssertTrue(stale[0].description.contains("\(folder)/hello is not what was reviewed"), "\(stale)")
        XCTAssertTrue(stale[0].description.contains("StaleAssetTests.swift:20: error"), "\(stale)")
        try write("reviewed")
        XCTAssertEqual(try templates.staleAssets(of: assembly()), [])
    }
}

import CloudFormation
import Foundation
import XCTest

/// A folder that is gone after the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "synthesis-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + file))
    }

    func read(_ file: String) -> String? {
        FileManager.default.contents(atPath: path + "/" + file).map { String(decoding: $0, as: UTF8.self) }
    }

    var files: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    }

    /// Which file it is on the disk, and when it was written.
    func identity(of file: String) throws -> [String] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + file)
        return ["\(attributes[.systemFileNumber] ?? "")", "\(attributes[.modificationDate] ?? "")"]
    }
}

/// An app with a root stack and the nested stacks of these names, each with one bucket.
func app(_ nested: [String] = [], name: JSON = "b") -> App {
    let app = App()
    let root = app.stack("Web")
    root.add("Bucket", RawResource("Own::S3::Bucket", properties: ["BucketName": name]))
    for id in nested { root.nestedStack(id).add("Bucket", RawResource("Own::S3::Bucket")) }
    return app
}

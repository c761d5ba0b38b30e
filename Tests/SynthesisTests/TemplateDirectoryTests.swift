import CloudFormation
import Foundation
import Synthesis
import XCTest

final class TemplateDirectoryTests: XCTestCase {
    private func write(_ app: App, to path: String) throws -> [TemplateDirectory.Comparison] {
        let directory = TemplateDirectory(path: path)
        let comparisons = try directory.compare(with: app.synthesize())
        try directory.write(comparisons)
        return comparisons
    }

    func testTemplatesAreWrittenToAFolderThatIsMade() throws {
        let folder = try TemporaryFolder()
        let comparisons = try write(app(["Data"]), to: folder.path + "/new/folder")
        XCTAssertEqual(
            comparisons.map { "\($0.fileName) \($0.status)" }, ["Web.template.json new", "Web.Data.template.json new"])
        XCTAssertEqual(
            folder.read("new/folder/Web.Data.template.json"),
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Resources": {
                "Bucket": {
                  "Type": "Own::S3::Bucket"
                }
              }
            }

            """)
    }

    func testOnlyFilesWhoseContentChangesAreTouched() throws {
        let folder = try TemporaryFolder()
        _ = try write(app(["Data"]), to: folder.path)
        let before = try ["Web.template.json", "Web.Data.template.json"].map(folder.identity)
        XCTAssertEqual(try write(app(["Data"]), to: folder.path).map(\.status), [.unchanged, .unchanged])
        XCTAssertEqual(try ["Web.template.json", "Web.Data.template.json"].map(folder.identity), before)

        XCTAssertEqual(try write(app(["Data"], name: "c"), to: folder.path).map(\.status), [.changed, .unchanged])
        let after = try ["Web.template.json", "Web.Data.template.json"].map(folder.identity)
        XCTAssertNotEqual(after[0], before[0])
        XCTAssertEqual(after[1], before[1])
        XCTAssertTrue(folder.read("Web.template.json")?.contains(#""BucketName": "c""#) == true)
    }

    func testObsoleteTemplatesAreRemovedAndOtherFilesAreNot() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "README.md")
        try folder.write("{}", to: "notes.json")
        try folder.write("{}", to: "Website.Data.template.json")
        _ = try write(app(["Data", "Old"]), to: folder.path)
        let comparisons = try write(app(["Data"]), to: folder.path)
        XCTAssertEqual(comparisons.last.map { "\($0.fileName) \($0.status)" }, "Web.Old.template.json obsolete")
        XCTAssertEqual(
            folder.files,
            ["README.md", "Web.Data.template.json", "Web.template.json", "Website.Data.template.json", "notes.json"])
    }

    func testComparingWritesNothing() throws {
        let folder = try TemporaryFolder()
        XCTAssertEqual(try TemplateDirectory(path: folder.path).compare(with: app().synthesize()).map(\.status), [.new])
        XCTAssertEqual(folder.files, [])
    }

    func testAFolderThatCannotBeUsedGivesOneClearMessage() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        XCTAssertThrowsError(try write(app(), to: folder.path + "/file")) { error in
            XCTAssertEqual("\(error)", "cannot list \(folder.path)/file: Not a directory")
        }
        XCTAssertThrowsError(try write(app(), to: folder.path + "/file/below")) { error in
            XCTAssertEqual("\(error)", "cannot make \(folder.path)/file/below: Not a directory")
        }
        // A folder where a template belongs.
        try FileManager.default.createDirectory(
            atPath: folder.path + "/Web.template.json", withIntermediateDirectories: false)
        XCTAssertThrowsError(try write(app(), to: folder.path)) { error in
            XCTAssertEqual("\(error)", "cannot read \(folder.path)/Web.template.json: Is a directory")
        }
        // A name of 252 bytes is legal, and its draft's, which is longer than 255, is refused even to root.
        let long = String(repeating: "a", count: 234)
        XCTAssertThrowsError(try write(app([long]), to: folder.path + "/new")) { error in
            XCTAssertEqual("\(error)", "cannot write \(folder.path)/new/Web.\(long).template.json: File name too long")
        }
    }

    func testDraftsOfAKilledRunAreRemoved() throws {
        let folder = try TemporaryFolder()
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/sh")
        child.arguments = ["-c", "true"]
        try child.run()
        child.waitUntilExit()
        let gone = child.processIdentifier
        let living = 1
        for name in [
            "Web.template.json.\(gone).draft", "Web.template.json.\(living).draft", "Other.template.json.\(gone).draft",
            "my.draft",
        ] {
            try folder.write("{", to: name)
        }
        let directory = TemplateDirectory(path: folder.path)
        try directory.write(directory.compare(with: app().synthesize()))
        XCTAssertEqual(
            folder.files,
            ["Other.template.json.\(gone).draft", "Web.template.json", "Web.template.json.\(living).draft", "my.draft"])
    }
}

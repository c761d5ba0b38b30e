import CloudFormation
import Foundation
import Template
import XCTest

/// CloudFormation templates that somebody wrote, and that nest others by their files.
final class NestedTemplateFileTests: XCTestCase {
    private let queue = """
        { "Parameters": { "Days": { "Type": "Number", "MaxValue": 14 } },
          "Resources": { "Queue":   { "Type": "Own::SQS::Queue", "Properties": { "Days": { "Ref": "Days" } } } } }
        """

    /// Nests a.json of some files in a folder of their own.
    private func nest(_ files: [String: String]) throws -> (folder: String, assembly: Assembly) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let template = TemplateFile(folder.appendingPathComponent("a.json").path)
        return (folder.path, synthesize { _ = $0.nestedStack("Old", template: template) })
    }

    private func stack(_ file: String, _ parameters: String = #"{"Days": 3}"#) -> String {
        #"{ "Type": "AWS::CloudFormation::Stack", "Properties": { "Parameters": \#(parameters), "TemplateURL":"\#(file)" } }"#
    }

    private func parent(_ file: String, _ parameters: String = #"{"Days": 3}"#) -> String {
        "{ \"Resources\": {\n  \"Inner\": \(stack(file, parameters)) } }"
    }

    func testFilesAreFollowedAndOnlyTheirAddressesChange() throws {
        let first =
            "{\t\"Resources\": {\"B\" : \(stack("parts/b.json", "{}")), \"C\": \(stack("./parts/../c.json"))}}\n"
        let (_, assembly) = try nest(["a.json": first, "parts/b.json": parent("../c.json"), "c.json": queue])
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.templates.map(\.fileName),
            ["", ".Old", ".Old.B", ".Old.B.Inner", ".Old.C"].map { "Root\($0).template.json" })
        XCTAssertEqual(
            assembly.template("Old"),
            first.replacingOccurrences(of: "parts/b.json", with: "./Root.Old.B.template.json")
                .replacingOccurrences(of: "./parts/../c.json", with: "./Root.Old.C.template.json"))
        XCTAssertEqual(assembly.template("Old.B"), parent("./Root.Old.B.Inner.template.json"))
        XCTAssertEqual(assembly.template("Old.B.Inner"), queue)
        XCTAssertEqual(assembly.resource(at: "Old/B/Inner/Queue")?.path, "Root/Old/B/Inner/Queue")
        // What follows the files finds them too.
        let tree = assembly.templates.tree(of: assembly.templates[0])
        XCTAssertNotNil(tree.nested["Old"]?.nested["B"]?.nested["Inner"]?.template.resources["Queue"])
    }

    func testWhatIsMissingOrEndlessIsReportedWithBothPlaces() throws {
        let (folder, missing) = try nest(["a.json": parent("parts/b.json"), "parts/b.json": parent("c.json")])
        let text = missing.messages
        XCTAssertTrue(
            text.contains(
                "\(folder)/a.json nests \(folder)/parts/b.json as Inner, which nests \(folder)/parts/c.json as Inner, which is not there"
            ), text)
        XCTAssertTrue(text.contains("NestedTemplateFileTests.swift:"), text)
        XCTAssertTrue(text.contains("\(folder)/a.json:2:95: note: here"), text)
        XCTAssertTrue(text.contains("\(folder)/parts/b.json:2:95: note: here"), text)
        XCTAssertTrue(text.contains("fix: name it from the folder of \(folder)/parts/b.json"), text)
        let (_, circle) = try nest(["a.json": parent("parts/b.json"), "parts/b.json": parent("../a.json")])
        XCTAssertTrue(circle.messages.contains("a.json as Inner, which contains it"), circle.messages)
        let outside = try nest([
            "a.json": parent("c.json").replacingOccurrences(of: "Inner", with: "../../x"), "c.json": queue,
        ]).assembly
        XCTAssertTrue(outside.messages.contains("c.json as ../../x, which is no logical ID"), outside.messages)
        XCTAssertEqual(outside.templates.count, 1, "files are named after logical IDs")
        let names = (0...20).map { $0 == 0 ? "a.json" : "a\($0).json" }
        let chain = zip(names, names.dropFirst()).map { ($0, parent($1)) }
        let (_, deep) = try nest(Dictionary(uniqueKeysWithValues: chain))
        XCTAssertTrue(deep.messages.contains("which is nested 16 files deep"), deep.messages)
    }

    func testWhatAFileGivesIsChecked() throws {
        func messages(_ parameters: String) throws -> String {
            try nest(["a.json": parent("c.json", parameters), "c.json": queue]).assembly.messages
        }
        let much = try messages(#"{"Days": 15}"#)
        XCTAssertTrue(much.contains(#"c.json must be 14 or less; given: "15""#), much)
        XCTAssertTrue(much.contains("a.json:2:96: note: nested here"), much)
        let none = try messages("{}")
        XCTAssertTrue(none.contains("c.json wants a value for its parameter Days"), none)
        XCTAssertTrue(none.contains("fix: give it in the stack's Parameters"), none)
        let unknown = try messages(#"{"Days": {"Ref": "AWS::AccountId"}, "Dayz": "1"}"#)
        XCTAssertTrue(unknown.contains("c.json has no parameter Dayz"), unknown)
        XCTAssertEqual(try messages(#"{"Days": {"Ref": "AWS::AccountId"}}"#), "")
        XCTAssertEqual(try messages(#"{"Fn::Transform": {"Name": "Given"}}"#), "")
    }
}

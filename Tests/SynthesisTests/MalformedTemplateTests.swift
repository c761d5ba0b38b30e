import CloudFormation
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import Synthesis

/// Whatever a file holds, `check` says what is wrong with it, and ends.
final class MalformedTemplateTests: XCTestCase {
    private var folder: TemporaryFolder!
    private let good = #"{ "Resources": { "Queue": { "Type": "AWS::SQS::Queue" } } }"#

    override func setUpWithError() throws { folder = try TemporaryFolder() }
    override func tearDown() { folder = nil }

    private func write(_ bytes: [UInt8], to file: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/" + file))
    }

    /// What is said of a file that is expected to be wrong.
    private func complaint(about file: String = "a.json", line: UInt = #line) throws -> String {
        let screen = TestTerminal()
        let command = CheckCommand(try CheckCommand.syntax.parse([folder.path + "/" + file]))
        XCTAssertEqual(command.run(on: screen.terminal()) { App() }, .failure, screen.output, line: line)
        return screen.errors.replacing(folder.path, with: "DIR")
    }

    private func assertComplaint(
        _ complaint: String, _ code: String, _ words: String, line: UInt = #line
    ) {
        XCTAssertTrue(complaint.contains("[\(code)]"), complaint, line: line)
        XCTAssertTrue(complaint.contains(words), complaint, line: line)
    }

    func testATruncatedFile() throws {
        // At every byte: none of these is whole.
        for count in stride(from: 0, to: good.utf8.count - 1, by: 3) {
            try write(Array(good.utf8.prefix(count)), to: "a.json")
            assertComplaint(try complaint(), "invalid-json", "error: ")
        }
    }

    func testYAMLIsRecognized() throws {
        for start in [
            "AWSTemplateFormatVersion: '2010-09-09'\n", "---\nResources:\n", "# ours\nResources:\n", "\nResources:\n",
        ] {
            try write(Array("\(start)  Queue:\n    Type: AWS::SQS::Queue\n".utf8), to: "a.json")
            assertComplaint(try complaint(), "invalid-json", "templates are read in JSON, and this looks like YAML")
            assertComplaint(try complaint(), "invalid-json", "rain fmt --json")
        }
        for text in ["hello", "[1:2]", "{ a: 1 }", "\"a\": 1"] {
            try write(Array(text.utf8), to: "a.json")
            XCTAssertFalse(try complaint().contains("YAML"), text)
        }
    }

    func testOtherEncodings() throws {
        try write([0xEF, 0xBB, 0xBF] + Array(good.utf8), to: "a.json")
        assertComplaint(try complaint(), "invalid-json", "byte order mark")
        let little: [UInt8] = good.utf8.flatMap { [$0, 0] }
        let big: [UInt8] = good.utf8.flatMap { [0, $0] }
        for bytes in [[0xFF, 0xFE] + little, little, [0xFE, 0xFF] + big, big] {
            try write(bytes, to: "a.json")
            assertComplaint(try complaint(), "invalid-json", "UTF-16")
        }
        // An e with an accent in Latin-1.
        try write(
            Array(good.replacing("Queue\":", with: "Q#ueue\":").utf8).map { $0 == 0x23 ? 0xE9 : $0 }, to: "a.json")
        assertComplaint(try complaint(), "invalid-json", "UTF-8")
    }

    func testAFileThatIsFarTooLarge() throws {
        // A hole of a hundred megabytes.
        let path = folder.path + "/a.json"
        try write(Array(good.utf8), to: "a.json")
        let handle = try XCTUnwrap(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 100 * 1024 * 1024)
        try handle.close()
        assertComplaint(try complaint(), "file-too-large", "more than 16777216 bytes")
    }

    func testAHundredThousandListsInEachOther() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
            try write(Array(deep.utf8), to: "a.json")
            assertComplaint(try complaint(), "invalid-json", "at most 512")
            try write(
                Array("{ \"Resources\": { \"A\": { \"Type\": \"T::O::A\", \"Properties\": \(deep) } } }".utf8),
                to: "a.json")
            assertComplaint(try complaint(), "invalid-json", "at most 512")
        }
    }

    /// As deep as is read, in every section: nothing exhausts the program's stack.
    func testAsManyListsInEachOtherAsAreRead() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"Fn::If\":[\"C\",1,", "]}"), ("{\"Fn::Not\":[", "]}")] {
            let count = open.contains("Fn::") ? 250 : 500
            let deep = String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
            let text = """
                { "Metadata": { "A": \(deep) }, "Mappings": { "M": { "a": { "b": \(deep) } } },
                  "Conditions": { "C": \(deep.hasPrefix("[") ? "{}" : deep) },
                  "Outputs": { "O": { "Value": \(deep) } },
                  "Resources": { "A": { "Type": "AWS::SQS::Queue", "Metadata": \(deep), "Properties": { "Tags": \(deep),
                    "RedrivePolicy": \(deep) } } } }
                """
            try write(Array(text.utf8), to: "a.json")
            _ = try complaint()
        }
    }

    func testRepeatedKeys() throws {
        try folder.write(
            #"{ "Resources": { "Queue": { "Type": "AWS::SQS::Queue" }, "Queue": { "Type": "AWS::SNS::Topic" } } }"#,
            to: "a.json")
        assertComplaint(try complaint(), "duplicate-key", "it stands in 1:18 already")
    }

    func testWhatIsJSONAndNoTemplate() throws {
        for text in [
            "[]", "null", "1", "\"a\"", "{}", #"{ "Resources": [] }"#, #"{ "Resources": { "A": 1 } }"#,
            #"{ "Resources": null }"#,
        ] {
            try folder.write(text, to: "a.json")
            assertComplaint(try complaint(), "invalid-template", "DIR/a.json:1:")
        }
    }

    // MARK: - Nested files

    private func nesting(_ file: String) -> String {
        #"{ "Resources": { "Inner": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "\#(file)" } } } }"#
    }

    func testStacksThatNestEachOther() throws {
        try folder.write(nesting("b.json"), to: "a.json")
        try folder.write(nesting("./a.json"), to: "b.json")
        assertComplaint(try complaint(), "template-file", "DIR/a.json is nested in itself")
        try folder.write(nesting("a.json"), to: "a.json")
        assertComplaint(try complaint(), "template-file", "DIR/a.json is nested in itself")
    }

    func testANestedFileThatIsMissingOrAFolder() throws {
        try folder.write(nesting("none.json"), to: "a.json")
        assertComplaint(
            try complaint(), "unreadable-file", "DIR/a.json:1:83: error: DIR/none.json: there is no such file")
        try folder.write(nesting("."), to: "a.json")
        assertComplaint(try complaint(), "unreadable-file", "it is a folder")
    }

    func testTheStackIsNamedWhoseFileIsMissing() throws {
        try folder.write(nesting("none.json"), to: "a.json")
        let screen = TestTerminal()
        let command = CheckCommand(try CheckCommand.syntax.parse(["--format", "json", folder.path + "/a.json"]))
        XCTAssertEqual(command.run(on: screen.terminal()) { App() }, .failure, screen.output)
        for words in [#""logicalID": "Inner""#, #""property": "Properties.TemplateURL""#] {
            XCTAssertTrue(screen.output.contains(words), screen.output)
        }
    }

    /// A symbolic link to a folder gives the same file ever longer names.
    func testACircleThatALinkHides() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/again", withDestinationPath: folder.path)
        try folder.write(nesting("again/a.json"), to: "a.json")
        assertComplaint(try complaint(), "template-file", "nested in itself")
    }

    func testStacksInEachOtherWithoutEnd() throws {
        for number in 0..<200 { try folder.write(nesting("f\(number + 1).json"), to: "f\(number).json") }
        assertComplaint(try complaint(about: "f0.json"), "template-file", "is nested in 100 others")
    }

    // MARK: - What is no file

    func testAFolderAndWhatIsNotThere() throws {
        assertComplaint(try complaint(about: "."), "unreadable-file", "it is a folder; a file is expected")
        assertComplaint(try complaint(about: "none.json"), "unreadable-file", "there is no such file")
        try folder.write(good, to: "a.json")
        assertComplaint(try complaint(about: "a.json/b.json"), "unreadable-file", "there is no such file")
    }

    func testAFileThatMayNotBeRead() throws {
        try folder.write(good, to: "a.json")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path + "/a.json")
        try XCTSkipIf(FileManager.default.isReadableFile(atPath: folder.path + "/a.json"), "root may read everything")
        assertComplaint(try complaint(), "unreadable-file", "Permission denied")
    }

    func testAPipeIsReadAndOneThatNobodyWritesToIsGivenUp() throws {
        let path = folder.path + "/pipe"
        XCTAssertEqual(mkfifo(path, 0o600), 0)
        let text = Data(good.utf8)
        let writer = Thread { try? text.write(to: URL(fileURLWithPath: path)) }
        writer.start()
        let screen = TestTerminal()
        let command = CheckCommand(try CheckCommand.syntax.parse([path]))
        XCTAssertEqual(command.run(on: screen.terminal()) { App() }, .success, screen.errors)
    }
}

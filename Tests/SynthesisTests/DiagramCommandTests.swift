import CloudFormation
import Terminal
import TerminalTesting
import XCTest

@testable import Synthesis

final class DiagramCommandTests: XCTestCase {
    private var folder: TemporaryFolder!

    override func setUpWithError() throws { folder = try TemporaryFolder() }
    override func tearDown() { folder = nil }

    private func run(
        _ arguments: String..., makeApp: () -> App = { App() }
    ) throws -> (code: ExitCode, output: String, errors: String) {
        let screen = TestTerminal()
        let words = arguments.map { $0.hasPrefix("@") ? folder.path + "/" + $0.dropFirst() : $0 }
        let command = DiagramCommand(try DiagramCommand.syntax.parse(words), environments: folder.path)
        let code = command.run(on: screen.terminal(), makeApp)
        return (
            code, screen.output.replacing(folder.path, with: "DIR"), screen.errors.replacing(folder.path, with: "DIR")
        )
    }

    private func write(_ resources: String, to file: String = "a.json") throws {
        try folder.write(
            """
            { "Parameters": { "Stage": { "Type": "String", "Default": "dev" } },
              "Conditions": { "IsProd": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] } }, "Resources": { \(resources) } }
            """, to: file)
    }

    private let queue = #""Queue": { "Type": "AWS::SQS::Queue", "Condition": "IsProd" }"#

    func testFormatsOfAFile() throws {
        try write(#""Queue": { "Type": "AWS::SQS::Queue" }"#)
        XCTAssertTrue(try run("@a.json").output.hasPrefix("<!doctype html>"), "a page, unless it is said otherwise")
        XCTAssertTrue(try run("@a.json", "--format", "svg").output.hasPrefix("<svg "))
        XCTAssertEqual(
            try run("@a.json", "--format", "mermaid").output,
            "flowchart TB\n  n0[\"Queue<br/>queue\"]:::of_messaging\n  classDef of_messaging stroke:#c02a68,stroke-width:2px\n"
        )
        XCTAssertEqual(try run("@a.json", "--format", "png").code, .usage)
    }

    func testAFileIsWrittenWhereItIsAsked() throws {
        try write(#""Queue": { "Type": "AWS::SQS::Queue" }"#)
        let written = try run("@a.json", "--format", "svg", "--output", "@picture.svg")
        XCTAssertEqual(written.code, .success)
        XCTAssertEqual(written.output, "")
        XCTAssertEqual(folder.read("picture.svg"), try run("@a.json", "--format", "svg").output)
        XCTAssertEqual(try run("@a.json", "--output", "@no/such/folder.svg").code, .failure)
    }

    func testValuesOfAnEnvironmentDecide() throws {
        try write(queue)
        try folder.write(#"{ "region": "eu-west-3", "parameters": { "Stage": "prod" } }"#, to: "prod.json")
        XCTAssertFalse(try run("@a.json", "--format", "mermaid").output.contains("Queue"))
        let prod = try run("@a.json", "--env", "prod", "--format", "mermaid")
        XCTAssertTrue(prod.output.contains("Queue"), prod.errors)
        XCTAssertTrue(try run("@a.json").output.contains("1 more that their conditions leave out"))
    }

    func testTheAppsOwnStacks() throws {
        let drawn = try run("--format", "mermaid") { app(["Data"]) }
        XCTAssertEqual(drawn.code, .success, drawn.errors)
        XCTAssertTrue(drawn.output.contains("subgraph stack1[\"Data\"]"), drawn.output)
    }

    func testANestedStackWhoseTemplateIsMissingIsABox() throws {
        try write(
            #""In": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "missing.json" } }"#)
        let drawn = try run("@a.json", "--format", "mermaid")
        XCTAssertEqual(drawn.code, .success)
        XCTAssertTrue(drawn.output.contains("its template is not at hand"), drawn.output)
        XCTAssertTrue(drawn.errors.contains("missing.json"), drawn.errors)
    }

    func testWhatCannotBeReadFails() throws {
        XCTAssertEqual(try run("@none.json").code, .failure)
        try write(queue)
        try write(queue, to: "b.json")
        XCTAssertEqual(try run("@a.json", "@b.json").code, .usage, "a picture is of one root")
    }
}

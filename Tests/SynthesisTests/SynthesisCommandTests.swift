import CloudFormation
import Foundation
import Synthesis
import Terminal
import TerminalTesting
import XCTest

final class SynthesisCommandTests: XCTestCase {
    private var folder: TemporaryFolder!

    override func setUpWithError() throws {
        folder = try TemporaryFolder()
    }

    override func tearDown() {
        folder = nil
    }

    /// Runs the command in the temporary folder.
    private func run(
        _ makeApp: @autoclosure () -> App, _ arguments: String...
    ) throws -> (
        code: ExitCode, output: String, errors: String
    ) {
        let screen = TestTerminal()
        let command = SynthesisCommand(
            try SynthesisCommand.syntax().parse(arguments + ["--output", folder.path]),
            invocation: Invocation(prefix: "swift run Infra "))
        let code = command.run(on: screen.terminal(), since: .now) { makeApp() }
        return (
            code, screen.output.replacing(folder.path, with: "DIR"), screen.errors.replacing(folder.path, with: "DIR")
        )
    }

    /// The output without the time that it took.
    private func withoutTime(_ output: String) -> String {
        output.replacing(#/in \d+\.\d ms/#, with: "in T ms")
    }

    func testOneLineAStackAndASummary() throws {
        let first = try run(app(["Data"]))
        XCTAssertEqual(first.code, .success)
        XCTAssertEqual(first.errors, "")
        XCTAssertEqual(
            withoutTime(first.output),
            """
            STACK     RESOURCES  BYTES  TEMPLATE
            Web               2    325  Web.template.json       new
            Web/Data          1    123  Web.Data.template.json  new
            2 templates, 3 resources, 2 changed, in T ms

            """)
        XCTAssertEqual(
            withoutTime(try run(app(["Data"])).output),
            """
            STACK     RESOURCES  BYTES  TEMPLATE
            Web               2    325  Web.template.json       unchanged
            Web/Data          1    123  Web.Data.template.json  unchanged
            2 templates, 3 resources, nothing changed, in T ms

            """)
        XCTAssertEqual(
            withoutTime(try run(app(name: "c")).output),
            """
            STACK  RESOURCES  BYTES  TEMPLATE
            Web            1    180  Web.template.json       changed
            -              -      -  Web.Data.template.json  obsolete
            1 template, 1 resource, 2 changed, in T ms

            """)
    }

    func testCheckAcceptsCurrentTemplates() throws {
        _ = try run(app())
        let check = try run(app(), "--check")
        XCTAssertEqual(check.code, .success)
        XCTAssertEqual(check.output, "1 template in DIR is current\n")
        XCTAssertEqual(check.errors, "")
    }

    func testCheckShowsWhatIsStaleAndWritesNothing() throws {
        _ = try run(app(["Old"]))
        let before = folder.read("Web.template.json")
        let check = try run(app(["New"], name: "c"), "--check")
        XCTAssertEqual(check.code, .failure)
        XCTAssertEqual(
            check.output,
            """
            DIR/Web.template.json changed
            @@ line 4, now line 4 @@
                  "Bucket": {
                    "Type": "Own::S3::Bucket",
                    "Properties": {
            -         "BucketName": "b"
            +         "BucketName": "c"
                    }
                  },
            -     "Old": {
            +     "New": {
                    "Type": "AWS::CloudFormation::Stack",
                    "Properties": {
            -         "TemplateURL": "./Web.Old.template.json"
            +         "TemplateURL": "./Web.New.template.json"
                    }
                  }
                }
            DIR/Web.New.template.json new
            @@ line 1, now line 1 @@
            + {
            +   "AWSTemplateFormatVersion": "2010-09-09",
            +   "Resources": {
            +     "Bucket": {
            +       "Type": "Own::S3::Bucket"
            +     }
            +   }
            + }
            DIR/Web.Old.template.json obsolete
            @@ line 1, now line 1 @@
            - {
            -   "AWSTemplateFormatVersion": "2010-09-09",
            -   "Resources": {
            -     "Bucket": {
            -       "Type": "Own::S3::Bucket"
            -     }
            -   }
            - }

            """)
        XCTAssertEqual(
            check.errors, "error: 3 of 3 templates in DIR are stale; run: swift run Infra synth --output DIR\n")
        XCTAssertEqual(folder.read("Web.template.json"), before)
        XCTAssertEqual(folder.files, ["Web.Old.template.json", "Web.template.json"])
    }

    func testErrorsAreShownAndNothingIsWritten() throws {
        let line = #line + 1
        let app = App()
        app.stack("Web")
            .add("a-b", RawResource("A::B::T"))
        let result = try run(app)
        XCTAssertEqual(result.code, .failure)
        XCTAssertEqual(result.output, "")
        XCTAssertEqual(
            result.errors,
            """
            Tests/SynthesisTests/SynthesisCommandTests.swift:\(line + 2): error: the logical ID "a-b" contains "-"; only letters and digits are allowed [illegal-name]
              \(line + 2) |             .add("a-b", RawResource("A::B::T"))
              path: Web/a-b
              fix: use letters A-Z, a-z and digits, 255 at most
            1 error; --explain CODE says what one means
            error: 1 problem in the stacks; no template was written

            """)
        XCTAssertEqual(folder.files, [])
        XCTAssertEqual(try run(app, "--check").code, .failure)
    }

    func testWarningsAreShownAndTemplatesAreWritten() throws {
        let noisy = App()
        let stack = noisy.stack("Web")
        let thing = stack.add("A", RawResource("A::B::T"), condition: stack.condition("Is", AWS.region == "x"))
        stack.add("B", RawResource("A::B::T", properties: ["A": JSON(thing.ref)]))
        let result = try run(noisy)
        XCTAssertEqual(result.code, .success)
        XCTAssertTrue(result.errors.contains("warning: Web/A exists only under the condition Is"), result.errors)
        XCTAssertEqual(folder.files, ["Web.template.json"])
    }

    func testAFolderThatCannotBeUsedFails() throws {
        try folder.write("", to: "file")
        let screen = TestTerminal()
        let command = SynthesisCommand(try SynthesisCommand.syntax().parse(["--output=\(folder.path)/file/below"]))
        XCTAssertEqual(command.run(on: screen.terminal()) { app() }, .failure)
        XCTAssertEqual(
            screen.errors, "error: cannot make \(folder.path)/file/below: Not a directory [unwritable-file]\n")
    }

    func testLinesThatEndAsOnWindowsShowTheDifference() throws {
        _ = try run(app())
        let text = try XCTUnwrap(folder.read("Web.template.json"))
        try folder.write(text.replacing("\n", with: "\r\n"), to: "Web.template.json")
        let check = try run(app(), "--check")
        XCTAssertEqual(check.code, .failure)
        XCTAssertTrue(check.output.contains("\n- {\\r\n"), check.output)
        XCTAssertTrue(check.output.contains("\n+ {\n"), check.output)
    }

    func testElsewhereThanInTheProjectNothingIsWritten() throws {
        let home = FileManager.default.currentDirectoryPath
        defer { _ = FileManager.default.changeCurrentDirectoryPath(home) }
        XCTAssertTrue(FileManager.default.changeCurrentDirectoryPath(folder.path))
        let screen = TestTerminal()
        let command = SynthesisCommand(try SynthesisCommand.syntax().parse([]))
        XCTAssertEqual(command.run(on: screen.terminal()) { app() }, .failure)
        XCTAssertTrue(screen.errors.contains("there is no folder 'Stacks' here"), screen.errors)
        let document = SynthesisCommand(try SynthesisCommand.syntax().parse(["--format", "json"]))
        XCTAssertEqual(document.run(on: screen.terminal()) { app() }, .failure)
        XCTAssertTrue(screen.output.contains("there is no folder 'Stacks' here"), screen.output)
        XCTAssertEqual(folder.files, [])
    }

    private var warned: App {
        let app = App()
        app.stack("Web").add("Queue", RawResource("A::B::T", properties: ["Name": "${AWS::Region}"]))
        return app
    }

    func testWhatIsAcceptedInAFileIsCountedAndDoesNotStand() throws {
        let loud = try run(warned)
        XCTAssertTrue(loud.errors.contains(": warning: ${AWS::Region} stands in a string"), loud.errors)
        let file = folder.path + ".json"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(
            #"{"suppressions": [{"code": "literal-substitution", "resource": "Queue", "reason": "its name"}]}"#.utf8
        ).write(to: URL(fileURLWithPath: file))
        let quiet = try run(warned, "--suppressions", file)
        XCTAssertEqual(quiet.code, .success)
        XCTAssertEqual(
            quiet.errors, "suppressed: literal-substitution  Web/Queue: its name (DIR.json:1:19)\n1 suppressed\n")
        try Data(
            #"{"suppressions": [{"code": "literal-substitution", "resource": "Queue", "reason": "its name", "environment": "dev"}]}"#
                .utf8
        ).write(to: URL(fileURLWithPath: file))
        let elsewhere = try run(warned, "--suppressions", file)
        XCTAssertEqual(elsewhere.errors, loud.errors, "a template is the same in all environments")
        let missing = try run(warned, "--suppressions", "nowhere.json")
        XCTAssertEqual(missing.code, .failure)
        XCTAssertEqual(missing.errors, "nowhere.json: error: there is no such file [unreadable-file]\n")
    }

    func testADocumentIsAllThatStandsOnStandardOutput() throws {
        _ = try run(app())
        for format in ["json", "sarif", "github", "markdown"] {
            let result = try run(warned, "--check", "--format", format)
            XCTAssertEqual(result.code, .failure, "the template is another one's")
            XCTAssertEqual(result.errors, "", format)
            XCTAssertTrue(result.output.contains("literal-substitution"), result.output)
            XCTAssertTrue(result.output.contains("stale-template"), result.output)
        }
        XCTAssertEqual(try run(warned, "--format", "xml").code, .usage)
    }

    func testWrongSuppressionsAreInTheDocument() throws {
        for format in ["json", "sarif", "github", "markdown"] {
            let result = try run(warned, "--suppressions", "nowhere.json", "--format", format)
            XCTAssertEqual(result.code, .failure)
            XCTAssertTrue(result.output.contains("unreadable-file"), "\(format): \(result.output)")
        }
    }

    /// An empty document would be no JSON, and pass for one without problems where it is no document.
    func testWhatStopsTheCommandIsInTheDocument() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/Web.template.json", withIntermediateDirectories: false)
        for format in ["json", "sarif", "github", "markdown"] {
            let result = try run(warned, "--format", format)
            XCTAssertEqual(result.code, .failure)
            XCTAssertTrue(result.output.contains("unreadable-file"), "\(format): \(result.output)")
            XCTAssertTrue(result.output.contains("cannot read DIR/Web.template.json"), "\(format): \(result.output)")
            XCTAssertTrue(result.output.contains("literal-substitution"), "what was found before: \(result.output)")
        }
    }

    func testAStaleTemplateIsAnnotatedWhereItDiffers() throws {
        _ = try run(app(name: "b"))
        XCTAssertEqual(
            try run(app(name: "c"), "--check", "--format", "github").output,
            """
            ::error file=DIR/Web.template.json,line=7,title=stale-template::the template Web.template.json is not what the stacks say, from this line on%0Afix: run: swift run Infra synth --output DIR

            """)
        XCTAssertEqual(try run(app(name: "b"), "--check", "--format", "github").output, "")
    }
}

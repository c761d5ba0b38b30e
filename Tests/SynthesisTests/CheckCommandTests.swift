import CloudFormation
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import Synthesis

final class CheckCommandTests: XCTestCase {
    private var folder: TemporaryFolder!

    override func setUpWithError() throws { folder = try TemporaryFolder() }
    override func tearDown() { folder = nil }

    private func run(
        _ arguments: String..., answer: String? = nil, makeApp: () -> App = { App() }
    ) throws -> (code: ExitCode, output: String, errors: String) {
        let screen = TestTerminal()
        let words = arguments.map { $0.hasPrefix("@") ? folder.path + "/" + $0.dropFirst() : $0 }
        let command = CheckCommand(try CheckCommand.syntax.parse(words), environments: folder.path + "/parameters")
        let code = command.run(on: screen.terminal(answer: answer), makeApp)
        return (
            code, screen.output.replacing(folder.path, with: "DIR"), screen.errors.replacing(folder.path, with: "DIR")
        )
    }

    private let delay = """
        { "Parameters": { "Delay": { "Type": "Number", "MaxValue": 5000 } }, "Resources": { "Queue": {
          "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Delay" } } } } }
        """
    private let wrong = "{ \"Resources\": {\r\n\t\"Queue\": { \"Type\": \"AWS::SQS::Queu\" } } }"
    private let right = "{ \"Resources\": {\r\n\t\"Queue\": { \"Type\": \"AWS::SQS::Queue\" } } }"

    // MARK: - Values

    func testEveryFormOfAFileWithValues() throws {
        try folder.write(delay, to: "a.json")
        try FileManager.default.createDirectory(atPath: folder.path + "/parameters", withIntermediateDirectories: true)
        try folder.write(#"{ "region": "eu-west-3", "parameters": { "Delay": 901 } }"#, to: "parameters/prod.json")
        try folder.write(#"[{ "ParameterKey": "Delay", "ParameterValue": "901" }]"#, to: "list.json")
        try folder.write(#"["Delay=901"]"#, to: "pairs.json")
        try folder.write(#"{ "Parameters": { "Delay": "901" } }"#, to: "pipeline.json")
        XCTAssertEqual(try run("@a.json").code, .success)
        let prod = try run("@a.json", "--env", "prod")
        XCTAssertEqual(prod.code, .failure)
        XCTAssertTrue(prod.errors.hasPrefix("DIR/parameters/prod.json:1:51: error: 901 is too large"), prod.errors)
        for file in ["@list.json", "@pairs.json", "@pipeline.json"] {
            let found = try run("@a.json", "--parameters", file)
            XCTAssertEqual(found.code, .failure)
            XCTAssertTrue(found.errors.contains("error: 901 is too large"), found.errors)
        }
    }

    func testValuesThatNobodyTakesAndThoseThatAreMissing() throws {
        try folder.write(delay, to: "a.json")
        try folder.write(#"["Dleay=5"]"#, to: "mistyped.json")
        try folder.write(#"["Delay=6000"]"#, to: "large.json")
        let mistyped = try run("@a.json", "--parameters", "@mistyped.json")
        XCTAssertTrue(mistyped.errors.contains("unknown parameter 'Dleay'; did you mean 'Delay'?"), mistyped.errors)
        XCTAssertTrue(mistyped.errors.contains("[missing-parameter]"), mistyped.errors)
        let large = try run("@a.json", "--parameters", "@large.json")
        XCTAssertTrue(large.errors.contains("the value '6000' of parameter 'Delay' must be 5000 or less"), large.errors)
    }

    func testValuesOfTheAppsOwnStacks() throws {
        try folder.write(#"["Delay=901"]"#, to: "values.json")
        func makeApp() -> App {
            let app = App()
            let shop = app.stack("Shop")
            let delay = JSON(shop.parameter("Delay", .number))
            shop.add("Queue", RawResource("AWS::SQS::Queue", properties: ["DelaySeconds": delay]))
            return app
        }
        XCTAssertEqual(try run(makeApp: makeApp).code, .success)
        let found = try run("--parameters", "@values.json", makeApp: makeApp)
        XCTAssertEqual(found.code, .failure)
        XCTAssertTrue(found.errors.contains("901 is too large"), found.errors)
        XCTAssertTrue(found.errors.contains("note: the value of Delay is used here"), found.errors)
    }

    func testMistakesInTheCommandLine() throws {
        try folder.write(delay, to: "a.json")
        XCTAssertEqual(try run("@a.json", "--region", "Paris").code, .usage)
        XCTAssertEqual(try run("@a.json", "--env", "dev", "--parameters", "x").code, .usage)
        XCTAssertEqual(try run("@a.json", "--fix", "--format", "json").code, .usage)
        let unknown = try run("@a.json", "--env", "prod")
        XCTAssertEqual(unknown.code, .failure)
        XCTAssertTrue(unknown.errors.contains("unknown environment 'prod'"), unknown.errors)
        let missing = try run("@a.json", "--parameters", "@none.json")
        XCTAssertTrue(missing.errors.contains("DIR/none.json: error: there is no such file"), missing.errors)
    }

    // MARK: - Mending

    func testWhatMendsIsShownAskedForWrittenAndCheckedAgain() throws {
        try folder.write(wrong, to: "a.json")
        let refused = try run("@a.json", "--fix", answer: "n")
        XCTAssertEqual(refused.code, .failure)
        XCTAssertEqual(folder.read("a.json"), wrong)
        XCTAssertTrue(refused.output.contains("- \\t\"Queue\": { \"Type\": \"AWS::SQS::Queu\" } } }"), refused.output)
        let nobody = try run("@a.json", "--fix")
        XCTAssertEqual(nobody.code, .failure)
        XCTAssertTrue(nobody.errors.contains("pass --yes"), nobody.errors)
        XCTAssertEqual(folder.read("a.json"), wrong)
        let agreed = try run("@a.json", "--fix", answer: "y")
        XCTAssertEqual(agreed.code, .success)
        XCTAssertEqual(folder.read("a.json"), right, "every other byte stays")
        XCTAssertTrue(agreed.output.hasSuffix("nothing found\n"), agreed.output)
    }

    func testNobodyIsAskedWithYesAndALinkStaysOne() throws {
        try folder.write(wrong, to: "a.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.json", withDestinationPath: folder.path + "/a.json")
        XCTAssertEqual(try run("@link.json", "--fix", "--yes").code, .success)
        XCTAssertEqual(folder.read("a.json"), right)
        XCTAssertNoThrow(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.json"))
    }

    func testAFileThatChangedMeanwhileIsLeftAlone() throws {
        try folder.write(wrong, to: "a.json")
        let path = folder.path + "/a.json"
        let result = try CheckResult(
            files: [path], CheckCommand.syntax.parse([path]),
            Surrounding(CheckCommand.syntax.parse([path]), environments: folder.path))
        let mending = Mending(result.report.standing, result.sources)
        try folder.write(wrong + "\n", to: "a.json")
        XCTAssertEqual(mending.apply().map(\.code), ["changed-meanwhile"])
        XCTAssertEqual(folder.read("a.json"), wrong + "\n")
    }

    func testEditsForPrograms() throws {
        try folder.write(wrong, to: "a.json")
        let json = try run("@a.json", "--format", "json").output
        XCTAssertTrue(
            json.replacing(" ", with: "").replacing("\n", with: "").contains(
                #""edits":[{"file":"DIR/a.json","line":2,"column":22,"endLine":2,"endColumn":36,"replacement":"AWS::SQS::Queue"}]"#
            ), json)
        let sarif = try run("@a.json", "--format", "sarif").output
        XCTAssertTrue(
            sarif.replacing(" ", with: "").replacing("\n", with: "").contains(
                #""deletedRegion":{"startLine":2,"startColumn":22,"endLine":2,"endColumn":36},"insertedContent":{"text":"AWS::SQS::Queue"}"#
            ), sarif)
    }

    // MARK: - Watching

    func testAFileIsCheckedAgainWheneverItIsSaved() throws {
        try folder.write(wrong, to: "a.json")
        let screen = TestTerminal()
        let path = folder.path + "/a.json"
        var moments = 0
        let watch = Watch(on: screen.terminal()) { _ in
            moments += 1
            if moments == 2 { try? self.folder.write(self.right, to: "a.json") }
            return moments < 8
        }
        let command = CheckCommand(try CheckCommand.syntax.parse([path, "--watch"]))
        XCTAssertEqual(command.run(on: screen.terminal(), watch: watch) { App() }, .success)
        XCTAssertEqual(screen.output, "\n\nnothing found\n")
        XCTAssertEqual(screen.errors.components(separatedBy: "[unknown-type]").count, 2)
        XCTAssertEqual(screen.errors.components(separatedBy: "watching 1 file; Ctrl+C ends").count, 3)
    }

    func testAFolderIsWatchedForWhatComesIntoIt() throws {
        try folder.write(right, to: "a.json")
        let screen = TestTerminal()
        var moments = 0
        let watch = Watch(on: screen.terminal()) { _ in
            moments += 1
            if moments == 2 { try? self.folder.write(self.wrong, to: "b.template") }
            return moments < 8
        }
        let command = CheckCommand(try CheckCommand.syntax.parse([folder.path, "--watch"]))
        XCTAssertEqual(command.run(on: screen.terminal(), watch: watch) { App() }, .success)
        XCTAssertEqual(screen.output, "\nnothing found\n\n")
        XCTAssertTrue(screen.errors.contains("/b.template:2:"), screen.errors)
    }

    func testWhatComesAndGoesInAProjectIsNoticed() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/Stacks", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder.path + "/.build", withIntermediateDirectories: true)
        let watch = FileWatch(FileWatch.sources(below: folder.path + "/"))
        try folder.write("", to: ".build/x.swift")
        XCTAssertFalse(watch.hasChanged)
        try folder.write("", to: "Stacks/Shop.swift")
        XCTAssertTrue(watch.hasChanged)
    }

    func testTheAppIsBuiltAnewWhereItWasBuilt() throws {
        let debug = folder.path + "/elsewhere/x86_64-unknown-linux-gnu/debug"
        try FileManager.default.createDirectory(atPath: debug, withIntermediateDirectories: true)
        try folder.write("", to: "elsewhere/x86_64-unknown-linux-gnu/debug/Infra")
        // SwiftPM itself puts a link beside it.
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/elsewhere/debug", withDestinationPath: "x86_64-unknown-linux-gnu/debug")
        for path in [debug, folder.path + "/elsewhere/debug"] {
            let build = try XCTUnwrap(AppBuild([path + "/Infra", "check", "--watch"])).build
            XCTAssertEqual(build.prefix(5), ["swift", "build", "--quiet", "--product", "Infra"])
            XCTAssertEqual(build[5...6], ["--configuration", "debug"])
            XCTAssertEqual(build[7], "--scratch-path")
            XCTAssertTrue(build[8].hasSuffix("/elsewhere"), build[8])
        }
        try folder.write("", to: "Infra")
        XCTAssertNil(AppBuild([folder.path + "/Infra", "check"]))
        XCTAssertNil(AppBuild(["Infra", "check"]))
    }
}

import AWSAccessTesting
import Diagnostics
import EnvironmentsTesting
import JSON
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

final class EventsCommandTests: XCTestCase {
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    private func run(
        _ line: String..., templates: @escaping @Sendable () throws -> DeployableTemplates = { Fixture.templates }
    ) async throws -> ExitCode {
        let folder = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        addTeardownBlock { try? FileManager.default.removeItem(atPath: folder) }
        try Data(#"{"region": "eu-west-3", "stackName": "web-dev"}"#.utf8)
            .write(to: URL(fileURLWithPath: "\(folder)/dev.json"))
        let context = CommandContext(
            terminal: screen.terminal(),
            environments: EnvironmentDirectory(path: folder, invocation: Invocation(prefix: "swift run ")),
            aws: { [aws] in AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) })
        return await EventsCommand(templates: templates).run(
            try EventsCommand.syntax.parse(["--env", "dev"] + line), in: context)
    }

    private func playUpdate() {
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_COMPLETE"))
        aws.on(
            "cloudformation describe-stack-events --stack-name arn:stack/root",
            eventsJSON(
                "arn:stack/root",
                [
                    .stack(1, "CREATE_IN_PROGRESS"), .stack(2, "CREATE_COMPLETE"), .stack(10, "UPDATE_IN_PROGRESS"),
                    .init(time: 11, resource: "Lake", status: "UPDATE_IN_PROGRESS", type: "AWS::S3::Bucket"),
                    .init(time: 23, resource: "Lake", status: "UPDATE_COMPLETE", type: "AWS::S3::Bucket"),
                    .stack(24, "UPDATE_COMPLETE"),
                ]))
    }

    func testTheLastOperationIsToldWithTwoCalls() async throws {
        playUpdate()
        let code = try await run()
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertEqual(
            screen.output,
            """
            web-dev: update done (UPDATE_COMPLETE)
            begun 2026-01-01T00:00:10Z, took 14 s, 1 resource in 1 stack

            begins  takes     what     resource  type
             +0:00   14 s  ◆  updated  web-dev
             +0:01   12 s  ◆  updated  Lake      AWS::S3::Bucket

            took longest: Lake (12 s, 86 %)
            ◆ decided how long it took: Lake

            """)
        XCTAssertEqual(aws.lines.count, 2)
    }

    func testAPageIsWrittenToAFile() async throws {
        playUpdate()
        let file = NSTemporaryDirectory() + UUID().uuidString + ".html"
        addTeardownBlock { try? FileManager.default.removeItem(atPath: file) }
        let code = try await run("--format", "html", "--output", file)
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertTrue(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<!doctype html>"))
        XCTAssertEqual(screen.output, "")
        XCTAssertEqual(screen.errors, "wrote \(file)\n")
        let unwritable = try await run("--format", "html", "--output", "/no/such/folder/x.html")
        XCTAssertEqual(unwritable, .failure)
        XCTAssertTrue(screen.errors.contains("[unwritable-file]"), screen.errors)
    }

    func testADeletedStackIsTold() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        // AWS CloudFormation API Reference, "ListStacks", Examples.
        aws.on(
            "cloudformation list-stacks --stack-status-filter DELETE_COMPLETE",
            """
            {"StackSummaries": [
              {"StackId": "arn:stack/old", "StackName": "web-dev", "StackStatus": "DELETE_COMPLETE", "DeletionTime": "2025-01-01T00:00:00Z"},
              {"StackId": "arn:stack/nested", "StackName": "web-dev", "ParentId": "arn:stack/p", "StackStatus": "DELETE_COMPLETE", "DeletionTime": "2026-03-01T00:00:00Z"},
              {"StackId": "arn:stack/root", "StackName": "web-dev", "StackStatus": "DELETE_COMPLETE", "DeletionTime": "2026-02-01T00:00:00Z"}]}
            """)
        aws.on(
            "cloudformation describe-stack-events --stack-name arn:stack/root",
            eventsJSON("arn:stack/root", [.stack(1, "DELETE_IN_PROGRESS"), .stack(5, "DELETE_COMPLETE")]))
        let code = try await run("--format", "json")
        XCTAssertEqual(code, .success, screen.errors)
        let document = try JSONValue(parsing: Array(screen.output.utf8))
        XCTAssertEqual(document["operation"]?.string, "delete")
        XCTAssertEqual(document["stackID"]?.string, "arn:stack/root")
    }

    func testWhatWasNeverThereIsAnError() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        aws.on("cloudformation list-stacks", #"{"StackSummaries": []}"#)
        let code = try await run()
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.errors.contains("there is no stack web-dev in eu-west-3"), screen.errors)
        let usage = try await run("--format", "xml")
        XCTAssertEqual(usage, .usage)
        XCTAssertTrue(screen.errors.contains("--format is 'xml'; allowed: text, json, html"), screen.errors)
    }

    func testStacksWithErrorsDoNotHideTheStory() async throws {
        playUpdate()
        let code = try await run { throw DiagnosticError(Diagnostic("x", "x")) }
        XCTAssertEqual(code, .success)
        XCTAssertTrue(screen.errors.hasPrefix("note: the stacks have errors"), screen.errors)
        XCTAssertTrue(screen.output.contains("Lake"), screen.output)
    }
}

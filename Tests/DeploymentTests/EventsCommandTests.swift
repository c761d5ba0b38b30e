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
        _ line: String..., screen: TestTerminal? = nil,
        templates: @escaping @Sendable () throws -> DeployableTemplates = { Fixture.templates }
    ) async throws -> ExitCode {
        try await run(line, screen: screen, templates: templates)
    }

    private func run(
        _ line: [String], screen: TestTerminal? = nil,
        templates: @escaping @Sendable () throws -> DeployableTemplates = { Fixture.templates }
    ) async throws -> ExitCode {
        let screen = screen ?? self.screen
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

    // MARK: - Earlier operations

    private static let data = "arn:aws:cloudformation:eu-west-3:1:stack/web-dev-Data/1"

    /// A creation, an update that fails and one that goes well, with names as AWS gives them. AWS CloudFormation API
    /// Reference, "StackEvent"; its User Guide, "View stack events by operation": a rollback has a name of its own.
    private func playThree() {
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_COMPLETE"))
        let (root, data, bucket) = ("arn:stack/root", Self.data, "AWS::S3::Bucket")
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)",
            eventsJSON(
                root,
                [
                    .stack(1, "REVIEW_IN_PROGRESS", operation: "op-review"),
                    .stack(2, "CREATE_IN_PROGRESS", operation: "op-create"),
                    .nested(3, "Data", "CREATE_IN_PROGRESS", id: data), .nested(9, "Data", "CREATE_COMPLETE", id: data),
                    .stack(10, "CREATE_COMPLETE", operation: "op-create"),
                    .stack(20, "UPDATE_IN_PROGRESS", operation: "op-update"),
                    .nested(21, "Data", "UPDATE_IN_PROGRESS", id: data),
                    .nested(25, "Data", "UPDATE_FAILED", id: data, reason: "Embedded stack failed"),
                    .stack(26, "UPDATE_ROLLBACK_IN_PROGRESS", operation: "op-back"),
                    .nested(28, "Data", "UPDATE_COMPLETE", id: data),
                    .stack(29, "UPDATE_ROLLBACK_COMPLETE", operation: "op-back"),
                    .stack(40, "UPDATE_IN_PROGRESS", operation: "op-last"),
                    .init(time: 41, resource: "Lake", status: "UPDATE_IN_PROGRESS", type: bucket),
                    .init(time: 43, resource: "Lake", status: "UPDATE_COMPLETE", type: bucket),
                    .nested(44, "Data", "UPDATE_IN_PROGRESS", id: data),
                    .nested(46, "Data", "UPDATE_COMPLETE", id: data),
                    .stack(47, "UPDATE_COMPLETE", operation: "op-last"),
                ]))
        aws.on(
            "cloudformation describe-stack-events --stack-name \(data)",
            eventsJSON(
                data,
                [
                    .stack(3, "CREATE_IN_PROGRESS"), .stack(9, "CREATE_COMPLETE"), .stack(21, "UPDATE_IN_PROGRESS"),
                    .init(time: 22, resource: "Database", status: "UPDATE_IN_PROGRESS", type: "AWS::RDS::DBInstance"),
                    .init(
                        time: 24, resource: "Database", status: "UPDATE_FAILED", type: "AWS::RDS::DBInstance",
                        physicalID: "db-1", reason: "db-1 did not stabilize (HandlerErrorCode: NotStabilized)"),
                    .stack(27, "UPDATE_ROLLBACK_IN_PROGRESS"), .stack(28, "UPDATE_ROLLBACK_COMPLETE"),
                    .stack(44, "UPDATE_IN_PROGRESS"),
                    .init(time: 45, resource: "Group", status: "UPDATE_FAILED", type: "AWS::EC2::SecurityGroup"),
                    .stack(46, "UPDATE_COMPLETE"),
                ]))
    }

    func testOperationsAreListedTheNewestFirst() async throws {
        playThree()
        let code = try await run("--list")
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertEqual(
            screen.output,
            """
            web-dev: 3 operations

            #  began                  took  what                                                      ID
            1  2026-01-01T00:00:40Z  7.0 s  update done (UPDATE_COMPLETE)                             op-last
            2  2026-01-01T00:00:20Z  9.0 s  update failed and rolled back (UPDATE_ROLLBACK_COMPLETE)  op-update
            3  2026-01-01T00:00:02Z  8.0 s  creation done (CREATE_COMPLETE)                           op-create

            """)
        XCTAssertEqual(aws.lines.count, 2, "the root's events tell")
        XCTAssertFalse(aws.lines[1].contains("--no-paginate"), "all of them, and not the first hundred")
    }

    func testTheListIsADocumentForPrograms() async throws {
        playThree()
        let code = try await run("--list", "--format", "json")
        XCTAssertEqual(code, .success, screen.errors)
        let operations = try JSONValue(parsing: Array(screen.output.utf8))["operations"]?.elements.map(Array.init) ?? []
        XCTAssertEqual(operations.count, 3)
        let second = operations.dropFirst().first
        XCTAssertEqual(second?["ids"]?.elements?.compactMap(\.string), ["op-update", "op-back"])
        XCTAssertEqual(second?["status"]?.string, "UPDATE_ROLLBACK_COMPLETE")
        XCTAssertEqual(second?["operation"]?.string, "update")
    }

    func testAnEarlierOperationIsToldWithNothingOfThoseAfterIt() async throws {
        for word in ["2", "op-update", "op-back"] {
            let screen = TestTerminal()
            playThree()
            let code = try await run("--operation", word, screen: screen)
            XCTAssertEqual(code, .success, screen.errors)
            XCTAssertTrue(
                screen.output.hasPrefix("web-dev: update failed and rolled back (UPDATE_ROLLBACK_COMPLETE)\n"),
                screen.output)
            XCTAssertTrue(screen.output.contains("begun 2026-01-01T00:00:20Z, took 9.0 s"), screen.output)
            XCTAssertTrue(screen.output.contains("did not stabilize"), screen.output)
            XCTAssertTrue(screen.output.contains("Stacks/Data.swift:42"), screen.output)
            for other in ["Lake", "Group"] { XCTAssertFalse(screen.output.contains(other), screen.output) }
        }
        XCTAssertEqual(
            Set(aws.lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }),
            ["cloudformation describe-stacks", "cloudformation describe-stack-events"],
            "what there is now tells nothing of what failed then")
    }

    func testTheFirstOperationEndsWhereTheNextBegins() async throws {
        playThree()
        let code = try await run("--operation", "3")
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertTrue(screen.output.hasPrefix("web-dev: creation done (CREATE_COMPLETE)\n"), screen.output)
        XCTAssertFalse(screen.output.contains("Database"), screen.output)
    }

    func testWhatIsNoOperationIsToldWithThoseThatThereAre() async throws {
        playThree()
        for word in ["0", "4", "op-review"] {
            let code = try await run("--operation", word)
            XCTAssertEqual(code, .usage)
            XCTAssertTrue(
                screen.errors.contains(
                    "--operation is '\(word)'; allowed: a number from 1 to 3, or an ID, as 'swift run events --env dev --list' shows them"
                ), screen.errors)
        }
        let calls = aws.lines.count
        for line in [["--list", "--operation", "2"], ["--list", "--format", "html"]] {
            let code = try await run(line)
            XCTAssertEqual(code, .usage)
        }
        XCTAssertEqual(aws.lines.count, calls, "asked before any call")
    }

    func testAStackThatWasOnlyReviewedHasNoOperations() async throws {
        aws.on("cloudformation describe-stacks", stackJSON("REVIEW_IN_PROGRESS"))
        aws.on(
            "cloudformation describe-stack-events", eventsJSON("arn:stack/root", [.stack(1, "REVIEW_IN_PROGRESS")]))
        for line in [["--list"], ["--operation", "1"]] {
            let code = try await run(line)
            XCTAssertEqual(code, .failure)
            XCTAssertTrue(screen.errors.contains("was only reviewed: nothing was done to it yet"), screen.errors)
        }
    }

    func testStacksWithErrorsDoNotHideTheStory() async throws {
        playUpdate()
        let code = try await run { throw DiagnosticError(Diagnostic("x", "x")) }
        XCTAssertEqual(code, .success)
        XCTAssertTrue(screen.errors.hasPrefix("note: the stacks have errors"), screen.errors)
        XCTAssertTrue(screen.output.contains("Lake"), screen.output)
    }
}

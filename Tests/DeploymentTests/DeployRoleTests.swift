import AWSAccessTesting
import Diagnostics
import Template
import Terminal
import TerminalTesting
import XCTest

@testable import Deployment
@testable import Environments

/// `deploy-role` as it is called on a file.
final class DeployRoleTests: XCTestCase {
    /// What it prints of a template.
    private func run(_ line: [String], _ template: String) async throws -> TestTerminal {
        let path = NSTemporaryDirectory() + UUID().uuidString + ".json"
        try Data(template.utf8).write(to: URL(fileURLWithPath: path))
        addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
        let screen = TestTerminal()
        let arguments = try DeployRoleCommand.syntax.parse([path, "--stack", "shop", "--region", "eu-west-3"] + line)
        XCTAssertFalse(try DeployRoleCommand.syntax.answer(arguments, on: screen.terminal()))
        let context = CommandContext(
            terminal: screen.terminal(),
            environments: EnvironmentDirectory(path: "none", invocation: Invocation(prefix: "")))
        try await DeployRoleCommand(
            templates: { throw CancellationError() },
            read: { TemplateTree(try Template(parsing: Array(template.utf8), file: $0)) }
        ).perform(arguments, in: context)
        return screen
    }

    func testAnActionIsExplainedByWhoWantsIt() async throws {
        let screen = try await run(
            ["--explain", "sqs:CreateQueue"], #"{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}"#)
        XCTAssertTrue(screen.output.contains("Orders"), screen.output)
    }

    func testWhatLoopsMakeIsAmongIt() async throws {
        let screen = try await run(
            ["--format", "json"],
            #"{"Transform": "AWS::LanguageExtensions", "Resources": {"Fn::ForEach::Queues": ["Name", ["paid", "sent"], {"${Name}Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}}]}}"#
        )
        for name in ["paid", "sent"] { XCTAssertTrue(screen.output.contains(":\(name)\""), screen.output) }
    }

    func testWhatAMacroMakesIsNotKnown() async throws {
        let screen = try await run(
            [], #"{"Transform": "Naming", "Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}"#)
        XCTAssertTrue(screen.errors.contains("what macros make of the template is not known"), screen.errors)
    }
}

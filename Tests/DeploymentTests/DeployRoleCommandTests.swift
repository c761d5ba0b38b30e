import EnvironmentsTesting
import Foundation
import Template
import Terminal
import TerminalTesting
import XCTest

@testable import Deployment
@testable import Environments

/// `deploy-role` as it is called.
final class DeployRoleCommandTests: XCTestCase {
    private func run(
        _ words: String..., of template: String = #"{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}"#
    ) async throws -> (code: ExitCode, output: String, errors: String) {
        let screen = TestTerminal()
        let command = DeployRoleCommand(
            templates: { Fixture.templates }, revision: { _, _ in throw UsageError("there is no repository") }
        ) { file in
            TemplateTree(try Template(parsing: Array(template.utf8), file: file))
        }
        let arguments = try DeployRoleCommand.syntax.parse(words)
        // As a verb is run: what is no code of a diagnostic is the command's own to explain.
        if try DeployRoleCommand.syntax.answer(arguments, on: screen.terminal()) {
            return (.success, screen.output, screen.errors)
        }
        let code = await command.run(arguments, in: CommandContext(terminal: screen.terminal()))
        return (code, screen.output, screen.errors)
    }

    func testAFileNeedsNoEnvironment() async throws {
        let outcome = try await run("templates/Shop.template.json", "--region", "cn-north-1", "--format", "json")
        XCTAssertEqual(outcome.code, .success)
        XCTAssertTrue(outcome.output.contains("arn:aws-cn:sqs:cn-north-1:*:Shop-*"), outcome.output)
    }

    func testAnActionIsExplainedAndSoIsACode() async throws {
        let action = try await run("shop.json", "--region", "eu-west-3", "--explain", "sqs:CreateQueue")
        XCTAssertTrue(action.output.contains("Orders (AWS::SQS::Queue): create"), action.output + action.errors)
        let code = try await run("shop.json", "--explain", "unknown-permissions")
        XCTAssertFalse(code.output.contains("Orders"), code.output)
        let nobody = try await run("shop.json", "--explain", "rds:CreateDBInstance")
        XCTAssertEqual(nobody.code, .failure)
        XCTAssertTrue(nobody.errors.contains("nothing in the templates wants 'rds:CreateDBInstance'"), nobody.errors)
    }

    func testWhatLoopsMakeIsAmongIt() async throws {
        let outcome = try await run(
            "shop.json", "--format", "json",
            of:
                #"{"Transform": "AWS::LanguageExtensions", "Resources": {"Fn::ForEach::Queues": ["Name", ["paid", "sent"], {"${Name}Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}}]}}"#
        )
        for name in ["paid", "sent"] { XCTAssertTrue(outcome.output.contains(":\(name)\""), outcome.output) }
    }

    func testWhatAMacroMakesIsNotKnown() async throws {
        let outcome = try await run(
            "shop.json", of: #"{"Transform": "Naming", "Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}"#)
        XCTAssertTrue(outcome.errors.contains("what macros make of the template is not known"), outcome.errors)
        XCTAssertTrue(outcome.errors.contains("[unknown-permissions]"), outcome.errors)
    }

    func testMistakesSayWhatIsAllowed() async throws {
        let account = try await run("shop.json", "--account", "12")
        XCTAssertEqual(account.code, .usage)
        XCTAssertTrue(account.errors.contains("--account is '12'; allowed: the twelve digits"), account.errors)
        let purpose = try await run("shop.json", "--for", "fun")
        XCTAssertEqual(purpose.code, .usage)
    }

    func testEachPolicyGoesIntoAFileOfItsOwn() async throws {
        let folder = NSTemporaryDirectory() + "DeployRoleCommandTests-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome = try await run("shop.json", "--output", folder)
        XCTAssertEqual(
            outcome.output.split(separator: "\n").map(String.init),
            ["\(folder)/shop-execution-1.json", "\(folder)/shop-deployment-1.json"])
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            XCTAssertNoThrow(
                try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))))
        }
    }
}

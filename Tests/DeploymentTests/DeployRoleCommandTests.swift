import CloudFormation
import EnvironmentsTesting
import Foundation
import Migration
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
            templates: { Fixture.templates },
            revision: { revision, _ in
                let text = #"{"Resources": {"News": {"Type": "AWS::SNS::Topic"}}}"#
                return TemplateTree(try Template(parsing: Array(text.utf8), file: revision))
            }
        ) { file in
            TemplateTree(try Template(parsing: Array(template.utf8), file: file))
        }
        let arguments = try DeployRoleCommand.syntax.parse(words)
        // As a verb is run: what is no code of a diagnostic is the command's own to explain.
        if try DeployRoleCommand.syntax.answer(arguments, on: screen.terminal()) {
            return (.success, screen.output, screen.errors)
        }
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(#"{"region": "eu-west-3", "stackName": "web-dev"}"#.utf8)
            .write(to: URL(fileURLWithPath: path + "/dev.json"))
        let context = CommandContext(
            terminal: screen.terminal(),
            environments: EnvironmentDirectory(path: path, invocation: Invocation(prefix: "swift run ")))
        let code = await command.run(arguments, in: context)
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

    // MARK: - What is deployed

    func testWhatGoesSinceARevisionMayBeDeleted() async throws {
        let alone = try await run("--env", "dev", "--format", "json")
        XCTAssertFalse(alone.output.contains("sns:DeleteTopic"), alone.output)
        let both = try await run("--env", "dev", "--format", "json", "--against", "main")
        XCTAssertTrue(both.output.contains("sns:DeleteTopic"), both.output + both.errors)
        XCTAssertTrue(both.output.contains("rds:CreateDBInstance"), both.output)
    }

    func testAPlanNeedsWhatItMakesAndDeletesAndNoMore() async throws {
        let plan = try await run("--env", "dev", "--format", "json", "--for", "plan", "--against", "main")
        XCTAssertEqual(plan.code, .success, plan.errors)
        XCTAssertTrue(plan.output.contains("sns:DeleteTopic"), "it goes: \(plan.output)")
        XCTAssertFalse(plan.output.contains("sns:CreateTopic"), "nobody makes it")
        XCTAssertTrue(plan.output.contains("rds:CreateDBInstance"), "it comes")
        XCTAssertFalse(plan.output.contains("sns:SetTopicAttributes"), "nobody changes it")
        let both = try await run("--env", "dev", "--format", "json", "--against", "main")
        XCTAssertTrue(both.output.contains("sns:SetTopicAttributes"), "a role that stays may")
    }

    func testWhatCannotBeComparedIsAMistake() async throws {
        for words in [
            ["--env", "dev", "--against", "main", "--deployed"], ["shop.json", "--for", "plan"],
            ["shop.json", "--against", "main"],
        ] {
            let screen = TestTerminal()
            let command = DeployRoleCommand(
                templates: { Fixture.templates }, revision: { _, _ in throw UsageError("there is no repository") },
                read: { _ in throw UsageError("there is no file") })
            let code = await command.run(
                try DeployRoleCommand.syntax.parse(words), in: CommandContext(terminal: screen.terminal()))
            XCTAssertEqual(code, .usage, "\(words): \(screen.errors)")
        }
    }

    // MARK: - Swift

    /// Recorded with `swift run deploy-role shop.json --format swift --output Tests/DeploymentTests/MadeRoles`, of a queue.
    func testTheRolesAsSwiftMakeTheTemplateThatIsPrinted() async throws {
        let swift = try await run("shop.json", "--format", "swift")
        let recorded = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("MadeRoles/ShopRoles.swift")
        XCTAssertEqual(swift.output, try String(contentsOf: recorded, encoding: .utf8))
        let printed = try await run("shop.json", "--format", "template")
        let wanted = try Template(parsing: Array(printed.output.utf8), file: "roles.json")
        let synthesized = try XCTUnwrap(ShopRoles.app().synthesize().templates.first)
        let made = try Template(parsing: synthesized.contents, file: "made.json")
        XCTAssertEqual(
            TemplateDifference.all(between: TemplateTree(wanted), and: TemplateTree(made)).map(\.description), [])
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

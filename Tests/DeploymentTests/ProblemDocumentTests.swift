import AWSAccessTesting
import CloudFormation
import Diagnostics
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// `--format` and `--suppressions` of `deploy` and `destroy`.
final class ProblemDocumentTests: XCTestCase {
    private struct Document: Decodable {
        struct Problem: Decodable {
            let code: String
            let message: String
        }
        let diagnostics: [Problem]
        let suppressed: [Problem]
    }

    private let folder = NSTemporaryDirectory() + UUID().uuidString

    override func setUpWithError() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try write(#"{"region": "eu-west-3", "stackName": "web-dev", "protected": true}"#, to: "dev.json")
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// A root stack in which synthesis found something, while nothing else of AWS answers than that the stack is in a
    /// state that nobody knows.
    private func run(
        _ make: (@escaping @Sendable () throws -> DeployableTemplates) -> some EnvironmentCommand, _ line: String...
    ) async throws -> (status: ExitCode, screen: TestTerminal) {
        let aws = FakeAWS()
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("cloudformation describe-stacks", stackJSON("WHO_KNOWS"))
        let screen = TestTerminal()
        let command = make {
            DeployableTemplates(
                templates: [
                    SynthesizedTemplate(["Web"], #"{ "Resources": { "Lake": { "Type": "AWS::S3::Bucket" } } }"#)
                ],
                diagnostics: [Diagnostic("unused-condition", "never used", severity: .low, path: "Web/Lake")])
        }
        let context = CommandContext(
            terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder),
            aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) })
        return (await command.run(try command.syntax.parse(["--env", "dev"] + line), in: context), screen)
    }

    private func document(_ screen: TestTerminal) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(screen.output.utf8))
    }

    func testADeploymentThatFailsLeavesADocumentOfAllProblems() async throws {
        let (status, screen) = try await run({ DeployCommand(templates: $0) }, "--format", "json")
        XCTAssertEqual(status, .failure)
        let problems = try document(screen).diagnostics
        XCTAssertEqual(problems.map(\.code), ["unused-condition", "stack-state"])
        XCTAssertTrue(problems.last?.message.hasPrefix("web-dev is WHO_KNOWS") ?? false, screen.output)
        XCTAssertTrue(screen.errors.contains("warning: never used"), "people read it too: \(screen.errors)")
        XCTAssertTrue(screen.errors.contains("error: web-dev is WHO_KNOWS"), screen.errors)
    }

    func testADestructionThatIsRefusedLeavesADocument() async throws {
        let (status, screen) = try await run({ DestroyCommand(templates: $0) }, "--yes", "--format", "json")
        XCTAssertEqual(status, .failure)
        XCTAssertEqual(try document(screen).diagnostics.map(\.code), ["protected-environment"])
        XCTAssertTrue(screen.output.contains("--confirm web-dev"), screen.output)
    }

    func testWhatAFileAcceptsIsAcceptedInADeployment() async throws {
        try write(
            #"{"suppressions": [{"code": "unused-condition", "resource": "*", "reason": "soon"}]}"#, to: "own.txt")
        let (_, screen) = try await run(
            { DeployCommand(templates: $0) }, "--format", "json", "--suppressions", "\(folder)/own.txt")
        XCTAssertEqual(try document(screen).suppressed.map(\.code), ["unused-condition"])
        let missing = try await run({ DeployCommand(templates: $0) }, "--format", "json", "--suppressions", "nowhere")
        XCTAssertEqual(try document(missing.screen).diagnostics.map(\.code), ["unreadable-file"])
    }

    func testAnUnknownFormatIsAUsageErrorWithoutADocument() async throws {
        let (status, screen) = try await run({ DeployCommand(templates: $0) }, "--format", "xml")
        XCTAssertEqual(status, .usage)
        XCTAssertEqual(screen.output, "")
    }

    /// What to do next is worth as much to who reads the document.
    func testInterruptionsAndHintsAreInTheDocument() async throws {
        for (error, code, text) in [
            (CancellationError(), "interrupted", "the command was interrupted"),
            (Interrupted(description: "CloudFormation goes on"), "interrupted", "CloudFormation goes on"),
            (CommandError("stack-race", "it changed", hints: ["run it again"]), "stack-race", "run it again"),
        ] as [(any Error, String, String)] {
            let screen = TestTerminal()
            let context = CommandContext(terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder))
            do {
                try await context.reporting(as: .json, by: "deploy") { _, _ in throw error }
                XCTFail("\(error) is thrown on")
            } catch {}
            XCTAssertEqual(try document(screen).diagnostics.map(\.code), [code])
            XCTAssertTrue(screen.output.contains(text), screen.output)
        }
    }

    func testWhatIsForPeopleStaysOutOfTheDocumentOfASuccess() async throws {
        let screen = TestTerminal()
        let context = CommandContext(terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder))
        try await context.reporting(as: .json, by: "deploy") { context, report in
            context.terminal.output.print("outputs")
            report = DiagnosticReport(standing: [Diagnostic("x", "y", severity: .low)], accepted: [])
        }
        XCTAssertEqual(try document(screen).diagnostics.map(\.code), ["x"])
        XCTAssertEqual(screen.errors, "outputs\n")
    }
}

import AWSAccessTesting
import Diagnostics
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

final class CommandTests: XCTestCase {
    private func directory(_ files: [String: String]) throws -> EnvironmentDirectory {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        addTeardownBlock { try? FileManager.default.removeItem(atPath: path) }
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name).json")) }
        return EnvironmentDirectory(path: path, invocation: Invocation(prefix: "swift run "))
    }

    func testExitCodesAndMessages() async throws {
        let directory = try directory([
            "dev": #"{"region": "eu-west-3", "stackName": "web-dev"}"#, "bad": "{",
            "emulated": #"{"region": "eu-west-3", "stackName": "web", "endpoint": "http://localhost:2"}"#,
            "stopped":
                #"{"region": "eu-west-3", "stackName": "web", "endpoint": "http://localhost:2", "credentials": "no/such/file"}"#,
        ])
        let table: [([String], ExitCode, String)] = [
            (
                [], .usage,
                "error: --env NAME is missing; environments: bad, dev, emulated, stopped\nusage: outputs [options]\nTry 'outputs --help'.\n"
            ),
            (["--env", "dve"], .failure, "error: unknown environment 'dve'; did you mean 'dev'?"),
            (["--env", "bad"], .failure, ": error: the file is not valid JSON"),
            (["--env", "dev", "--format", "xml"], .usage, "error: --format is 'xml'; allowed: text, json, env"),
            (
                ["--env", "dev", "--endpoint", "http://localhost:1"], .usage,
                "error: --endpoint is for environments with an 'endpoint'"
            ),
            (
                ["--env", "emulated", "--endpoint", "https://aws.example.com"], .usage,
                "error: --endpoint is 'https://aws.example.com'; allowed: "
            ),
            (
                ["--env", "emulated", "--endpoint", "http://localhost:1"], .failure,
                #"'swift run deploy --env emulated --endpoint http://localhost:1' [not-deployed]"# + "\n"
            ),
            (
                ["--env", "dev", "--region", "Paris"], .usage,
                "error: --region is 'Paris'; allowed: an AWS region such as eu-west-3"
            ),
            (
                ["--env", "stopped", "--endpoint", "http://localhost:1"], .failure,
                "stopped.json: error: the credentials of the local cloud, 'no/such/file', cannot be read; start the local cloud with 'make local-up' [unreadable-file]\n"
            ),
            (
                ["--env", "dev"], .failure,
                "error: web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev' [not-deployed]\n"
            ),
            (
                ["--env", "dev", "--region", "eu-west-1", "--profile", "work"], .failure,
                "'swift run deploy --env dev --region eu-west-1 --profile work' [not-deployed]\n"
            ),
        ]
        for (line, code, message) in table {
            let aws = FakeAWS()
            aws.on("cloudformation describe-stacks", error: stackMissing)
            let screen = TestTerminal()
            let arguments = try OutputsCommand.syntax.parse(line)
            let context = CommandContext(
                terminal: screen.terminal(), environments: directory,
                aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) })
            let got = await OutputsCommand().run(arguments, in: context)
            XCTAssertEqual(got, code, "\(line)")
            XCTAssertTrue(screen.errors.contains(message), "\(line): \(screen.errors)")
        }
    }

    func testAnotherAddressIsCalledWithTheFilesCredentials() throws {
        let credentials = NSTemporaryDirectory() + UUID().uuidString
        try Data().write(to: URL(fileURLWithPath: credentials))
        addTeardownBlock { try? FileManager.default.removeItem(atPath: credentials) }
        let directory = try directory([
            "local":
                #"{"region": "eu-west-3", "stackName": "web", "endpoint": "http://localhost:2", "credentials": "\#(credentials)"}"#
        ])
        let (_, connection) = try EnvironmentOptions.resolve(
            OutputsCommand.syntax.parse(["--env", "local", "--endpoint", "http://localhost:1"]),
            in: CommandContext(terminal: TestTerminal().terminal(), environments: directory))
        XCTAssertEqual(
            connection, AWSConnection(region: "eu-west-3", endpoint: "http://localhost:1", credentialsFile: credentials)
        )
        XCTAssertEqual(connection.inRegion("eu-west-1").credentialsFile, credentials)
    }

    func testCancellationIsTold() async {
        let screen = TestTerminal()
        let code = await CommandRun.exitCode(of: DeployCommand.syntax, on: screen.terminal()) {
            throw CancellationError()
        }
        XCTAssertEqual(code, .interrupted)
        XCTAssertEqual(screen.errors, "\ninterrupted\n")
    }

    func testAHintOfSeveralLinesStaysOne() async {
        let screen = TestTerminal()
        _ = await CommandRun.exitCode(of: DeployCommand.syntax, on: screen.terminal()) {
            throw CommandError("stack-failed", "x", hints: ["web is deleted\n  to go on:  destroy"])
        }
        XCTAssertEqual(screen.errors, "error: x [stack-failed]\nhint: web is deleted\n  to go on:  destroy\n")
    }

    func testProblemsWithAPlaceStandAsTheyAreAndHintsFollow() async {
        let screen = TestTerminal()
        let code = await CommandRun.exitCode(of: DeployCommand.syntax, on: screen.terminal()) {
            throw CommandError(
                [
                    Diagnostic("x-code", "x", at: SourceLocation(fileID: "Nowhere/A.swift", line: 1)),
                    Diagnostic("y-code", "y: error: w"),
                ], hints: ["z"])
        }
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(screen.errors, "Nowhere/A.swift:1: error: x [x-code]\nerror: y: error: w [y-code]\nhint: z\n")
    }

    func testTheProjectsOwnEnvironmentsAreValid() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let directory = EnvironmentDirectory(path: root.appendingPathComponent("parameters").path)
        for name in try directory.names() {
            let environment = try directory.environment(name)
            XCTAssertEqual(environment.stackName, "webmarket-plus-\(name)")
            XCTAssertEqual(environment.isProtected, name == "prod")
            XCTAssertEqual(environment.endpoint != nil, name == "local")
            XCTAssertEqual(environment.credentials != nil, name == "local")
        }
    }
}

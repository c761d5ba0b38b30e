import AWSAccessTesting
import Foundation
import Stacks
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Environments
@testable import Operations

final class LoadCommandTests: XCTestCase {
    private let aws = FakeAWS()
    private let screen = TestTerminal()
    private var server: TestServer?
    private var folder = ""

    override func setUp() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        folder = path
        try file("dev.json", #"{"region": "eu-west-3", "stackName": "web-dev", "endpoint": "http://localhost:4566"}"#)
        try file("prod.json", #"{"region": "eu-west-3", "stackName": "web-prod", "protected": true}"#)
    }

    override func tearDown() {
        server?.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func file(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// A deployed stack whose load balancer is a server in this process.
    @discardableResult
    private func deploy(
        _ handler: @escaping @Sendable (TestServer.Request) -> TestServer.Reply = { _ in .ok() }
    ) throws -> TestServer {
        let server = try TestServer(handler)
        self.server = server
        let name = "127.0.0.1:\(server.port)"
        aws.on(
            "cloudformation describe-stacks",
            stackJSON(
                "CREATE_COMPLETE",
                outputs: ["Url": "http://\(name)", "AlbDnsName": name, "AutoScalingGroupName": "web-group"]))
        return server
    }

    private func context(answer: String? = nil) -> CommandContext {
        CommandContext(
            terminal: screen.terminal(answer: answer), environments: EnvironmentDirectory(path: folder),
            aws: { [aws] _ in aws.cli() },
            now: { Date(timeIntervalSince1970: 1_790_000_000) })
    }

    private func run(_ words: String..., answer: String? = nil) async throws -> ExitCode {
        let arguments = try LoadCommand.syntax.parse(words)
        let server = server
        // A run of a second ends once the server has seen a few requests, however busy this machine is.
        let system = MonotonicClock.system()
        let seen = server?.requests.count ?? 0
        let clock = MonotonicClock {
            (server?.requests.count ?? .max) >= seen + 5 ? .second : min(system.now(), .second - 1)
        }
        return await LoadCommand(WebMarketPlus.operations, clock: { clock }).run(arguments, in: context(answer: answer))
    }

    /// Runs the command until the server has answered a few requests, and cancels it, as Ctrl+C does.
    private func interrupt(_ server: TestServer, _ words: String...) async throws {
        let arguments = try LoadCommand.syntax.parse(words)
        let context = context()
        let command = Task { try await LoadCommand(WebMarketPlus.operations).perform(arguments, in: context) }
        while server.requests.count < 5 { try await Task.sleep(for: .milliseconds(1)) }
        command.cancel()
        try await command.value
    }

    func testAShortRunIsFollowedAndSummedUp() async throws {
        try deploy()
        let code = try await run(
            "--env", "dev", "--clients", "3", "--duration", "1s", "--fail-if", "errors>0", "--fail-if", "p99>1h")
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertTrue(
            screen.errors.hasPrefix(
                "loading http://127.0.0.1:\(server?.port ?? 0) for 1 s: 3 clients, each as fast as it is answered"),
            screen.errors)
        XCTAssertTrue(screen.errors.contains(" requests/s  p50 "), screen.errors)
        for text in [
            "\nLatency\n", "\nconnect ", "\nfirst byte ", "\ntotal ", "Latency histogram", "\nLimits\n", "kept",
        ] {
            XCTAssertTrue(screen.output.contains(text), "\(text) in\n\(screen.output)")
        }
        XCTAssertEqual(aws.lines.count, 1, "without a report, the stack's outputs are all that is asked for")
    }

    func testALimitThatIsExceededFailsWithBothValues() async throws {
        try deploy { _ in .ok("no", status: "503 Service Unavailable") }
        let code = try await run(
            "--env", "dev", "--clients", "1", "--duration", "1s", "--fail-if", "errors>1%", "--fail-if", "rate<0")
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(
            screen.errors.contains("error: errors is 100.0 %, and fails when > 1.00 % [threshold-exceeded]\n"),
            screen.errors)
        XCTAssertFalse(screen.errors.contains("error: rate"), screen.errors)
        let row = screen.output.split(separator: "\n").first { $0.hasPrefix("errors ") }
        XCTAssertEqual(row?.split(separator: " ").joined(separator: " "), "errors 100.0 % > 1.00 % failed")
    }

    func testARunInWhichNothingSucceedsFailsWithoutAnyLimit() async throws {
        try deploy { _ in .ok("no", status: "502 Bad Gateway") }
        let code = try await run("--env", "dev", "--clients", "1", "--duration", "1s")
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.errors.contains("error: no request succeeded: http 502 "), screen.errors)
    }

    func testTheSummaryAsJSON() async throws {
        try deploy()
        _ = try await run(
            "--env", "dev", "--clients", "1", "--duration", "1s", "--format", "json", "--fail-if", "p50>1us")
        let document = try XCTUnwrap(
            try JSONSerialization.jsonObject(with: Data(screen.output.utf8)) as? [String: Any], screen.output)
        XCTAssertEqual(document["stack"] as? String, "web-dev")
        XCTAssertEqual(document["failed"] as? Int, 0)
        let latency = try XCTUnwrap(document["latency"] as? [String: [String: Any]])
        XCTAssertEqual(Set(latency.keys), ["connect", "firstByte", "total"])
        XCTAssertEqual(latency["total"]?["count"] as? Int, document["requests"] as? Int)
        let limit = try XCTUnwrap((document["limits"] as? [[String: Any]])?.first)
        XCTAssertEqual(limit["isExceeded"] as? Bool, true)
        XCTAssertEqual(limit["limit"] as? Double, 0.001)
    }

    func testAReportHasTheInstancesOfCloudWatch() async throws {
        try deploy()
        aws.on(
            "cloudwatch get-metric-statistics",
            #"{"Label":"x","Datapoints":[{"Timestamp":"2026-09-21T14:13:20Z","Maximum":3.0,"Unit":"None"}]}"#)
        let code = try await run(
            "--env", "dev", "--clients", "1", "--duration", "1s", "--report", "\(folder)/load.html")
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertTrue(screen.errors.hasSuffix("wrote \(folder)/load.html\n"), screen.errors)
        let html = try String(contentsOfFile: "\(folder)/load.html", encoding: .utf8)
        XCTAssertTrue(html.contains("Instances in service, from CloudWatch"), html)
        XCTAssertTrue(screen.output.contains("\ninstances    3\n"), screen.output)
        let call = aws.lines.last ?? ""
        XCTAssertTrue(
            call.contains(
                "--metric-name GroupInServiceInstances --dimensions Name=AutoScalingGroupName,Value=web-group --start-time 2026-09-21T14:12:20Z --end-time 2026-09-21T14:13:20Z "
            ), call)
        XCTAssertTrue(html.contains("2026-09-21T14:13:20Z"), html)
    }

    func testTheHelpSaysWhenAnEnvironmentIsNeeded() {
        XCTAssertTrue(
            LoadCommand.syntax.help.contains("named after its file (required without --url)"), LoadCommand.syntax.help)
    }

    func testWithoutPermissionForCloudWatchTheReportSaysSoAndNothingIsLost() async throws {
        try deploy()
        aws.on(
            "cloudwatch get-metric-statistics",
            error:
                "An error occurred (AccessDenied) when calling the GetMetricStatistics operation: User: arn:aws:iam::1:user/x is not authorized to perform: cloudwatch:GetMetricStatistics"
        )
        let code = try await run(
            "--env", "dev", "--clients", "1", "--duration", "1s", "--report", "\(folder)/load.html")
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertTrue(
            screen.errors.contains(
                "note: without the number of instances: not allowed: cloudwatch:GetMetricStatistics"), screen.errors)
        XCTAssertTrue(
            try String(contentsOfFile: "\(folder)/load.html", encoding: .utf8).contains(
                "not allowed: cloudwatch:GetMetricStatistics"))
    }

    func testThrottledCallsAreRetried() async throws {
        let throttled = "An error occurred (Throttling) when calling the DescribeStacks operation: Rate exceeded"
        aws.on("cloudformation describe-stacks", error: throttled)
        let code = try await run("--env", "dev", "--duration", "1s")
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.errors.contains("error: AWS limits how often DescribeStacks may be called"), screen.errors)
        XCTAssertEqual(aws.lines.count, 4)
    }

    func testWithoutADeploymentNothingIsSent() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        let code = try await run("--env", "dev", "--duration", "1s")
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(
            screen.errors,
            "error: web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev' [not-deployed]\n")
    }

    func testWithoutPermissionForTheStackNothingIsSent() async throws {
        aws.on(
            "cloudformation describe-stacks",
            error:
                "An error occurred (AccessDenied) when calling the DescribeStacks operation: User: x is not authorized to perform: cloudformation:DescribeStacks on resource: arn:stack"
        )
        let code = try await run("--env", "dev", "--duration", "1s")
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(
            screen.errors.hasPrefix("error: not allowed: cloudformation:DescribeStacks on arn:stack"), screen.errors)
    }

    func testAnotherEnvironmentsNameIsAnError() async throws {
        let code = try await run("--env", "dve", "--duration", "1s")
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(screen.errors.contains("unknown environment 'dve'; did you mean 'dev'?"), screen.errors)
    }

    func testWithoutEnvironmentAndAddressThereIsNoTarget() async throws {
        let code = try await run("--duration", "1s")
        XCTAssertEqual(code, .usage)
        XCTAssertTrue(screen.errors.contains("--env NAME is missing"), screen.errors)
    }

    func testAnAddressNeedsNoEnvironmentAndNoAWS() async throws {
        let server = try deploy()
        let code = try await run(
            "--url", server.address, "--clients", "1", "--duration", "1s", "--report", "\(folder)/load.html")
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertEqual(aws.lines, [])
        XCTAssertGreaterThan(server.requests.count, 0)
    }

    func testAnAddressWithAnEnvironmentThatIsGoneIsLoadedAllTheSame() async throws {
        let server = try deploy()
        aws.forget("cloudformation describe-stacks")
        aws.on("cloudformation describe-stacks", error: stackMissing)
        let code = try await run(
            "--env", "dev", "--url", server.address, "--clients", "1", "--duration", "1s", "--report",
            "\(folder)/load.html")
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertTrue(
            screen.errors.contains("note: without the number of instances: web-dev is not deployed"), screen.errors)
    }

    func testAProtectedEnvironmentIsAskedFor() async throws {
        let server = try deploy()
        let refused = try await run("--env", "prod", "--clients", "1", "--duration", "1s", answer: "n")
        XCTAssertEqual(refused, .failure)
        XCTAssertTrue(
            screen.errors.contains(
                "prod is protected. Send load to \(server.address)? [y/N] error: nothing was sent [not-confirmed]\n"),
            screen.errors)
        let unattended = try await run("--env", "prod", "--clients", "1", "--duration", "1s")
        XCTAssertEqual(unattended, .failure)
        XCTAssertEqual(server.connections, 0)
        let agreed = try await run("--env", "prod", "--clients", "1", "--duration", "1s", "--yes")
        XCTAssertEqual(agreed, .success, screen.errors)
    }

    func testAReportThatCannotBeWrittenIsToldBeforeTheRun() async throws {
        let server = try deploy()
        let code = try await run("--env", "dev", "--duration", "1s", "--report", "\(folder)/nowhere/load.html")
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(
            screen.errors,
            "error: the report cannot be written: there is no folder '\(folder)/nowhere' [unwritable-file]\n")
        XCTAssertEqual(server.connections, 0)
    }

    func testAReportGoesIntoAPipeInsteadOfReplacingIt() throws {
        let path = "\(folder)/pipe"
        XCTAssertEqual(mkfifo(path, 0o600), 0)
        // Open on both ends, so that nobody waits for the other.
        let pipe = open(path, O_RDWR | O_NONBLOCK)
        defer { close(pipe) }
        try ReportFile(path).write("report")
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = read(pipe, &buffer, buffer.count)
        XCTAssertEqual(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self), "report")
        var status = stat()
        XCTAssertEqual(stat(path, &status), 0)
        XCTAssertEqual(status.st_mode & S_IFMT, S_IFIFO)
    }

    func testAnInterruptedRunSaysWhatItMeasuredAndWritesItsReport() async throws {
        let server = try deploy()
        let report = "\(folder)/load.html"
        aws.on("cloudwatch get-metric-statistics", #"{"Datapoints":[]}"#)
        do {
            try await interrupt(server, "--env", "dev", "--clients", "1", "--duration", "1h", "--report", report)
            XCTFail("it ended before its time")
        } catch let interruption as Interrupted {
            XCTAssertTrue(interruption.description.hasPrefix("after "), interruption.description)
            XCTAssertTrue(
                interruption.description.hasSuffix(" of 1 h 00 min; what was measured until then is above"),
                interruption.description)
        }
        XCTAssertTrue(screen.output.contains("\nLatency\n"), screen.output)
        XCTAssertTrue(FileManager.default.fileExists(atPath: report))
        XCTAssertTrue(
            screen.errors.contains("note: CloudWatch has no number of instances for this time"), screen.errors)
    }

    func testWithoutADurationCtrlCIsHowARunEnds() async throws {
        let server = try deploy()
        try await interrupt(server, "--env", "dev", "--clients", "1", "--fail-if", "errors>0")
        XCTAssertTrue(screen.output.contains("kept"), screen.output)
    }

    func testOptionsThatMakeNoSenseAreUsageErrors() async throws {
        for (words, message) in [
            (["--duration", "soon"], "--duration is 'soon'; allowed: a time such as 500ms, 30s, 2m or 1h"),
            (["--duration", "0s"], "--duration is '0s'; allowed: a time such as 500ms, 30s, 2m or 1h"),
            (["--rate", "0"], "--rate is '0'; allowed: requests a second, more than 0 and up to 1000000"),
            (["--clients", "0"], "--clients is '0'; allowed: a whole number from 1 to 10000"),
            (["--ramp", "2m", "--duration", "1m"], "--ramp is longer than --duration, which counts it in"),
            (["--fail-if", "p99"], "--fail-if is 'p99': no comparison"),
        ] {
            XCTAssertThrowsError(try LoadOptions(try LoadCommand.syntax.parse(words))) {
                XCTAssertTrue("\($0)".hasPrefix(message), "\($0)")
            }
        }
    }
}

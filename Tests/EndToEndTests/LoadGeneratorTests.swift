import Foundation
import XCTest

/// The load generator on the local cloud's load balancer, whose address is on this machine.
final class LoadGeneratorTests: XCTestCase {
    func testTheStacksLoadBalancerIsLoadedAndReportedOn() async throws {
        let web = try await WebMarket.deployed()
        let report = web.workspace.path + "/load.html"
        try await eventually("CloudWatch counts the group's instances") {
            try await web.aws.read("cloudwatch list-metrics --namespace AWS/AutoScaling", "Metrics[].MetricName").texts
                .contains("GroupInServiceInstances")
        }
        let load = try await web.workspace.run(
            "load-generator", "--env", "local", "--clients", "10", "--duration", "3s", "--path", "/", "--path",
            "/health", "--report", report,
            "--fail-if", "errors>0", "--fail-if", "p99>30s")
        XCTAssertEqual(load.status, 0, load.transcript)
        let address = "http://\(web.outputs["AlbDnsName"] ?? "?")"
        XCTAssertTrue(load.errors.hasPrefix("loading \(address) for 3 s: 10 clients"), load.errors)
        XCTAssertGreaterThanOrEqual(
            load.errors.components(separatedBy: " requests/s  p50 ").count - 1, 3, "one line a second:\n\(load.errors)")
        XCTAssertTrue(load.output.contains("\nfailed       0, 0.00 %\nconnections  10\n"), load.output)
        XCTAssertTrue(load.output.hasPrefix("Load on \(address)\n"), load.output)
        let html = try String(contentsOfFile: report, encoding: .utf8)
        for title in ["Successful requests a second", "Latency, logarithmic", "Errors a second", "Latency histogram"] {
            XCTAssertTrue(html.contains(title), title)
        }
        XCTAssertTrue(load.output.contains("\ninstances    2\n"), load.transcript)
        XCTAssertTrue(html.contains("Instances in service, from CloudWatch"), html)
    }

    func testAnExceededLimitIsTheExitStatus() async throws {
        let web = try await WebMarket.deployed()
        let load = try await web.workspace.run(
            "load-generator", "--env", "local", "--rate", "20", "--duration", "2s", "--path", "/no-such-page",
            "--fail-if", "errors>1%",
            "--format", "json")
        XCTAssertEqual(load.status, 1, load.transcript)
        XCTAssertTrue(
            load.errors.hasSuffix("error: errors is 100.0 %, and fails when > 1.00 % [threshold-exceeded]\n"),
            load.errors)
        let document = try JSONDecoder().decode(Answer.self, from: Data(load.output.utf8))
        XCTAssertEqual(document["errors"], ["http 404": 40])
        XCTAssertEqual(document["limits"][0]["isExceeded"], true)
    }

    func testCtrlCEndsARunWithoutADurationWithItsSummary() async throws {
        let web = try await WebMarket.deployed()
        let program = try web.workspace.start("load-generator", "--env", "local", "--clients", "2")
        defer { program.end() }
        try await eventually("a second is over") { program.errors.contains(" requests/s  p50 ") || !program.isRunning }
        program.interrupt()
        let load = try await program.outcome()
        XCTAssertEqual(load.status, 0, load.transcript)
        XCTAssertTrue(load.output.contains("\nLatency\n"), load.output)
    }

    func testCtrlCBeforeTheEndIsAnInterruptionThatKeepsWhatWasMeasured() async throws {
        let web = try await WebMarket.deployed()
        let report = web.workspace.path + "/interrupted.html"
        let program = try web.workspace.start(
            "load-generator", "--env", "local", "--clients", "2", "--duration", "1h", "--report", report)
        defer { program.end() }
        try await eventually("a second is over") { program.errors.contains(" requests/s  p50 ") || !program.isRunning }
        program.interrupt()
        let load = try await program.outcome()
        XCTAssertEqual(load.status, 130, load.transcript)
        XCTAssertTrue(load.output.contains("\nLatency\n"), load.output)
        XCTAssertTrue(load.errors.hasSuffix(" of 1 h 00 min; what was measured until then is above\n"), load.errors)
        XCTAssertTrue(FileManager.default.fileExists(atPath: report))
    }

    func testWithoutADeploymentNothingIsLoaded() async throws {
        let workspace = try Workspace(cloud: try await LocalCloud.shared(), project: "absent")
        let load = try await workspace.run("load-generator", "--env", "local", "--duration", "1s")
        XCTAssertEqual(load.status, 1, load.transcript)
        XCTAssertEqual(
            load.errors,
            "error: absent-local is not deployed in eu-west-3; deploy it with 'swift run deploy --env local' [not-deployed]\n"
        )
    }
}

import Foundation
import XCTest

/// Tools with the policies that they print, in a local cloud that denies everything else.
final class ToolPermissionTests: XCTestCase {
    /// Has what a tool prints hold for the roles of a stack, without one action where that is named, and nothing else.
    private func enforce(
        _ tool: String, _ words: [String], in workspace: Workspace, of stack: String = "webmarket-plus-local",
        without action: String? = nil
    ) async throws {
        let printed = try await workspace.run(tool, words + ["--permissions"])
        XCTAssertEqual(printed.status, 0, printed.transcript)
        let policy = action.map { printed.output.replacingOccurrences(of: "\"\($0)\"", with: "\"none:\($0.count)\"") }
        let folder = workspace.path + "/policies-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (role, text) in [("deployment", policy ?? printed.output), ("execution", printed.output)] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(stack)-\(role)-1.json"))
        }
        let status = try await workspace.cloud.control("enforce?folder=\(folder)")
        XCTAssertEqual(status, 200)
    }

    func testToolsDoTheirWorkWithWhatTheyPrintAndNotWithLess() async throws {
        let cloud = try await LocalCloud()
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud)
        let deployment = try await workspace.run("deploy", "--env", "local")
        XCTAssertEqual(deployment.status, 0, deployment.transcript)
        let assets = workspace.path + "/assets"
        try FileManager.default.createDirectory(atPath: assets, withIntermediateDirectories: true)
        try Data("a lamp".utf8).write(to: URL(fileURLWithPath: assets + "/lamp.txt"))

        let tools: [(tool: String, words: [String], missing: String)] = [
            ("populate-datalake", ["--env", "local"], "s3:PutObject"),
            ("backup-manager", ["--env", "local"], "rds:CreateDBSnapshot"),
            ("cleanup", ["--env", "local", "--yes"], "rds:DescribeDBSnapshots"),
        ]
        for (tool, words, missing) in tools {
            try await enforce(tool, words, in: workspace, without: missing)
            let denied = try await workspace.run(tool, words)
            XCTAssertEqual(denied.status, 1, denied.transcript)
            XCTAssertTrue(denied.errors.contains(missing), denied.transcript)
            try await enforce(tool, words, in: workspace)
            let done = try await workspace.run(tool, words)
            XCTAssertEqual(done.status, 0, done.transcript)
        }
        try await enforce("audit-infra", ["--env", "local"], in: workspace)
        let audit = try await workspace.run("audit-infra", "--env", "local", "--offline")
        XCTAssertEqual(audit.status, 0, audit.transcript)
        XCTAssertFalse(audit.output.contains("AUD001"), audit.transcript)
    }

    func testTheSchedulerStopsAndStartsWhatHasItsTagsOnly() async throws {
        let cloud = try await LocalCloud()
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "night")
        func tag(_ environment: String) throws {
            try workspace.edit("dev") {
                $0.use(cloud)
                $0["tags"] = ["Project": "night", "Environment": environment]
            }
        }
        try tag("dev")
        let deployment = try await workspace.run("deploy", "--env", "dev")
        XCTAssertEqual(deployment.status, 0, deployment.transcript)
        for verb in ["stop", "start"] {
            let words = [verb, "--env", "dev", "--database"]
            try await enforce(
                "daily-scheduler", words, in: workspace, of: "night-dev", without: "rds:\(verb.capitalized)DBInstance")
            let denied = try await workspace.run("daily-scheduler", words)
            XCTAssertEqual(denied.status, 1, denied.transcript)
            XCTAssertTrue(denied.errors.contains("rds:\(verb.capitalized)DBInstance"), denied.transcript)
            try await enforce("daily-scheduler", words, in: workspace, of: "night-dev")
            let done = try await workspace.run("daily-scheduler", words)
            XCTAssertEqual(done.status, 0, done.transcript)
        }
    }
}

import Foundation
import XCTest

/// WebMarket+ with the roles that are computed for it, in a local cloud that denies everything else.
final class LeastPrivilegeTests: XCTestCase {
    private static let stack = "frugal-local"

    private func deployed(_ workspace: Workspace, _ arguments: String...) async throws {
        let outcome = try await workspace.run("deploy", ["--env", "local", "--yes"] + arguments)
        XCTAssertEqual(outcome.status, 0, outcome.transcript)
        XCTAssertFalse((outcome.output + outcome.errors).contains("not authorized"), outcome.transcript)
    }

    /// Writes the policies anew, and has them hold; without one action where that is named.
    private func enforce(in workspace: Workspace, without action: String? = nil) async throws {
        let folder = workspace.path + "/policies"
        let computed = try await workspace.run(
            "deploy-role", "--env", "local", "--account", "000000000000", "--output", folder, local: false)
        XCTAssertEqual(computed.status, 0, computed.transcript)
        for line in computed.output.split(separator: "\n") {
            guard let action else { break }
            let file = URL(fileURLWithPath: String(line))
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacingOccurrences(of: "\"\(action)\"", with: "\"none:\(action.count)\"").utf8).write(
                to: file)
        }
        let status = try await workspace.cloud.control("enforce?folder=\(folder)")
        XCTAssertEqual(status, 200)
    }

    func testTheComputedPoliciesAreEnoughAndEachActionInThemIsNeeded() async throws {
        let cloud = try await LocalCloud()
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "frugal")
        try workspace.edit("local") {
            $0.set("FlowLogs", true)
            $0.set("AlarmEmail", "ops@example.com")
        }
        let bootstrap = try await workspace.run("bootstrap", "--env", "local", "--yes")
        XCTAssertEqual(bootstrap.status, 0, bootstrap.transcript)
        let role = "arn:aws:iam::000000000000:role/deployment/\(Self.stack)-execution"
        XCTAssertTrue(bootstrap.errors.contains(#""roleArn": "\#(role)""#), bootstrap.transcript)
        try workspace.edit("local") { $0["roleArn"] = role }

        try await enforce(in: workspace)
        try await deployed(workspace)
        // In place, and something goes. What goes is in the policies that were computed with it.
        try workspace.edit("local") {
            $0.set("DatabaseBackupDays", 3)
            $0.set("FlowLogs", false)
        }
        try await deployed(workspace, "--allow-replacement", "Network/FlowLogGroup")
        // Another one takes a resource's place.
        try workspace.edit("local") { $0.set("AlarmEmail", "night@example.com") }
        let replacement = try await workspace.run("deploy", "--env", "local", "--yes")
        XCTAssertEqual(replacement.status, 0, replacement.transcript)
        XCTAssertTrue(replacement.output.contains("AWS::SNS::Subscription  is replaced"), replacement.transcript)
        XCTAssertFalse(replacement.errors.contains("not authorized"), replacement.transcript)
        // Something comes, for which one action is missing, and then is not.
        try workspace.edit("local") { $0.set("NatGatewayPerZone", true) }
        try await enforce(in: workspace, without: "ec2:CreateNatGateway")
        let plan = try await workspace.run("plan", "--env", "local")
        XCTAssertTrue(plan.output.contains("\(Self.stack)-execution lacks 1 of the "), plan.transcript)
        XCTAssertTrue(plan.output.contains("! ec2:CreateNatGateway"), plan.transcript)
        let denied = try await workspace.run("deploy", "--env", "local", "--yes")
        XCTAssertEqual(denied.status, 1, denied.transcript)
        XCTAssertTrue(denied.errors.contains("Network/NATGatewayB (AWS::EC2::NatGateway"), denied.transcript)
        XCTAssertTrue(denied.errors.contains(#""Action": "ec2:CreateNatGateway""#), "the statement that is missing")
        try await enforce(in: workspace)
        let enough = try await workspace.run("plan", "--env", "local")
        XCTAssertTrue(enough.output.contains("\(Self.stack)-execution has the "), enough.transcript)
        try await deployed(workspace)

        let destruction = try await workspace.run(
            "destroy", "--env", "local", "--yes", "--allow-replacement", "Data/DatabaseInstance", "--allow-replacement",
            "Storage/DataLakeBucket")
        XCTAssertEqual(destruction.status, 0, destruction.transcript)
        XCTAssertFalse(destruction.errors.contains("not authorized"), destruction.transcript)
    }

    func testARoleWithoutThePermissionsBoundaryIsWarnedOfAndNotMade() async throws {
        let cloud = try await LocalCloud()
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "frugal")
        try workspace.edit("local") { $0["permissionsBoundary"] = "arn:aws:iam::000000000000:policy/limit" }
        let bootstrap = try await workspace.run("bootstrap", "--env", "local", "--yes")
        XCTAssertEqual(bootstrap.status, 0, bootstrap.transcript)
        try workspace.edit("local") {
            $0["roleArn"] = "arn:aws:iam::000000000000:role/deployment/\(Self.stack)-execution"
        }
        try await enforce(in: workspace)
        let denied = try await workspace.run("deploy", "--env", "local", "--yes")
        XCTAssertEqual(denied.status, 1, denied.transcript)
        XCTAssertTrue(denied.errors.contains("Compute/Instance/Role (AWS::IAM::Role"), denied.transcript)
        XCTAssertTrue(denied.errors.contains("not authorized to perform: iam:"), denied.transcript)
        XCTAssertTrue(denied.errors.contains("give it that as its PermissionsBoundary"), denied.transcript)
        XCTAssertTrue(
            (denied.output + denied.errors).contains("has no permissions boundary, and the execution role makes roles"),
            denied.transcript)
    }
}

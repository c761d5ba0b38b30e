import Foundation
import XCTest

/// A deployment in two steps: what is prepared and approved is what is executed.
final class PreparedDeploymentTests: XCTestCase {
    func testWhatWasPreparedIsExecutedLaterAndNothingElseIs() async throws {
        let cloud = try await LocalCloud.shared()
        let workspace = try Workspace(cloud: cloud, project: "prepared")
        let aws = AWS(cloud: cloud)
        let stack = "prepared-local"

        let prepared = try await workspace.run("deploy", "--env", "local", "--prepare")
        XCTAssertEqual(prepared.status, 0, prepared.transcript)
        let name = try XCTUnwrap(prepared.output.split(separator: "\n").last.map(String.init))
        XCTAssertTrue(name.hasPrefix("prepared-"), prepared.output)
        var states = try await aws.stacks(of: "prepared")
        XCTAssertEqual(states, [stack: "REVIEW_IN_PROGRESS"])
        let created = try await workspace.run("deploy", "--env", "local", "--execute", name)
        XCTAssertEqual(created.status, 0, created.transcript)
        XCTAssertTrue(created.output.contains("AlbDnsName"), created.output)
        states = try await aws.stacks(of: "prepared")
        XCTAssertEqual(states[stack], "CREATE_COMPLETE")

        // An update, which then is not what is here any more, and last is void.
        try change(workspace, to: 3)
        let update = try await workspace.run("deploy", "--env", "local", "--prepare")
        let second = try XCTUnwrap(update.output.split(separator: "\n").last.map(String.init))
        XCTAssertTrue(update.output.contains("~ Data/DatabaseInstance"), update.transcript)
        try change(workspace, to: 4)
        let other = try await workspace.run("deploy", "--env", "local", "--execute", second)
        XCTAssertEqual(other.status, 1, other.transcript)
        XCTAssertTrue(
            other.errors.contains("DatabaseBackupDays is '3' in it, and '4' here [outdated-change-set]"), other.errors)
        let days = try await backupDays(aws)
        XCTAssertEqual(days, .number(1), "nothing was changed")
        let direct = try await workspace.run("deploy", "--env", "local")
        XCTAssertEqual(direct.status, 0, direct.transcript)
        try change(workspace, to: 3)
        let void = try await workspace.run("deploy", "--env", "local", "--execute", second)
        XCTAssertEqual(void.status, 1, void.transcript)
        XCTAssertTrue(void.errors.contains("[missing-change-set]"), void.errors)
        let last = try await backupDays(aws)
        XCTAssertEqual(last, .number(4))
    }

    private func change(_ workspace: Workspace, to days: Int) throws {
        try workspace.edit("local") { $0.set("DatabaseBackupDays", days) }
    }

    private func backupDays(_ aws: AWS) async throws -> Answer {
        let identifier = try await aws.physicalIDs(of: "prepared-local")["Data/DatabaseInstance"] ?? "?"
        return try await aws.read(
            "rds describe-db-instances --db-instance-identifier \(identifier)", "DBInstances[0].BackupRetentionPeriod")
    }
}

import Foundation
import XCTest

/// `deploy`, ended at many moments of a creation and of an update, and run again.
///
/// The environment variable `STRIKES` says at how many; 30 take a quarter of an hour.
final class StruckDeploymentTests: XCTestCase {
    private static let password = "Struck-Down-7319"
    private let strikes = Strike.wanted(otherwise: 2)
    private let secret = ["DB_PASSWORD": password]
    private let arguments = ["--env", "local"]

    func testAfterAnyInterruptionTheSameCommandArrivesAndLeavesNothing() async throws {
        let cloud = try await LocalCloud(resourceSeconds: 0.02)
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "struck")
        let aws = AWS(cloud: cloud)
        let empty = try await aws.inventory()

        let (creationCalls, created) = try await workspace.callCount(of: "deploy", arguments, variables: secret)
        XCTAssertEqual(created.status, 0, created.transcript)
        let whole = try await Self.kinds(of: aws.inventory())
        try change(workspace, to: 2)
        let (updateCalls, updated) = try await workspace.callCount(of: "deploy", arguments, variables: secret)
        XCTAssertEqual(updated.status, 0, updated.transcript)
        if strikes > 10 {
            Strike.report(
                "deploy, not interrupted: \(creationCalls) aws processes for a creation, \(updateCalls) for an update")
        }

        let creations = Strike.spread((strikes + 1) / 2, overCalls: creationCalls)
        for (index, strike) in creations.enumerated() {
            let cleared = try await workspace.run("destroy", ["--env", "local", "--yes", "--delete-retained"])
            XCTAssertEqual(cleared.status, 0, cleared.transcript)
            let rest = try await aws.inventory().subtracting(empty)
            XCTAssertEqual(rest, [], "before creation \(index + 1)")
            try await strikeAndRepeat(strike, of: "creation \(index + 1)", in: workspace, aws: aws)
            let after = try await Self.kinds(of: aws.inventory())
            XCTAssertEqual(after, whole, "\(strike)")
        }
        for (index, strike) in Strike.spread(strikes / 2, overCalls: updateCalls).enumerated() {
            try change(workspace, to: 3 + index)
            try await strikeAndRepeat(strike, of: "update \(index + 1)", in: workspace, aws: aws)
            let days = try await aws.read("rds describe-db-instances", "DBInstances[0].BackupRetentionPeriod")
            XCTAssertEqual(days, .number(Double(3 + index)), "\(strike)")
            let after = try await Self.kinds(of: aws.inventory())
            XCTAssertEqual(after, whole, "\(strike)")
        }
    }

    private func change(_ workspace: Workspace, to days: Int) throws {
        try workspace.edit("local") { $0.set("DatabaseBackupDays", days) }
    }

    /// Runs the command twice, the first time struck, and holds that it then is where it would have been.
    private func strikeAndRepeat(_ strike: Strike, of name: String, in workspace: Workspace, aws: AWS) async throws {
        let interrupted = try await workspace.run("deploy", arguments, variables: secret, struck: strike)
        XCTAssertEqual(
            try Self.files(with: Self.password, in: workspace.path), [], "\(strike)\n\(interrupted.transcript)")
        let again = try await workspace.run("deploy", arguments, variables: secret)
        let story = "\(name): \(strike)\n\(interrupted.transcript)\nagain: \(again.transcript)"
        if strikes > 10 { Strike.report("\(name): \(strike): status \(interrupted.status), then \(again.status)") }
        XCTAssertEqual(again.status, 0, story)
        XCTAssertEqual(workspace.leftFiles, [], story)
        let states = try await aws.stacks(of: "struck")
        XCTAssertEqual(states.count, 6, story)
        XCTAssertTrue(
            states.values.allSatisfy { ["CREATE_COMPLETE", "UPDATE_COMPLETE"].contains($0) }, "\(states)\n\(story)")
        let open = try await aws.read(
            "cloudformation list-change-sets --stack-name struck-local",
            "Summaries[?ExecutionStatus=='AVAILABLE'].ChangeSetName")
        XCTAssertEqual(open.texts, [], story)
    }

    /// How many things of each kind there are: of two deployments, names differ.
    private static func kinds(of inventory: Set<String>) -> [Substring: Int] {
        Dictionary(inventory.map { ($0.prefix { $0 != ":" }, 1) }, uniquingKeysWith: +)
    }

    private static func files(with text: String, in folder: String) throws -> [String] {
        let files = try XCTUnwrap(FileManager.default.enumerator(atPath: folder)).allObjects.map { "\(folder)/\($0)" }
        return files.filter { FileManager.default.contents(atPath: $0)?.range(of: Data(text.utf8)) != nil }
    }
}

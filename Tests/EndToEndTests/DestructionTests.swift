import Foundation
import XCTest

/// `destroy`, ended at many moments, and run again.
///
/// The environment variable `STRIKES` says at how many; 30 take a quarter of an hour.
final class DestructionTests: XCTestCase {
    private let strikes = Strike.wanted(otherwise: 3)

    func testAfterAnyInterruptionTheSameCommandLeavesNothingUnnamed() async throws {
        let cloud = try await LocalCloud(resourceSeconds: 0.05)
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "stopped")
        let stack = try await DirectStack(workspace: workspace, project: "stopped")
        let empty = try await stack.aws.inventory()
        let keeping = ["--env", "local", "--yes"]
        let clearing = keeping + ["--delete-retained"]
        try await stack.create()
        let (calls, whole) = try await workspace.callCount(of: "destroy", clearing)
        XCTAssertEqual(whole.status, 0, whole.transcript)
        XCTAssertTrue(whole.errors.contains("destroyed stopped-local"), whole.errors)
        let left = try await stack.aws.inventory().subtracting(empty)
        XCTAssertEqual(left, [], whole.transcript)
        if strikes > 10 { Strike.report("destroy --delete-retained, not interrupted: \(calls) aws processes") }

        for (index, strike) in Strike.spread(strikes, overCalls: calls).enumerated() {
            try await stack.create()
            // Three of nine, one for each signal, keep what is retained: then it is named.
            let options = index / 3 % 3 == 1 ? keeping : clearing
            let interrupted = try await workspace.run("destroy", options, struck: strike)
            let again = try await workspace.run("destroy", options)
            let story = "\(strike)\n\(interrupted.transcript)\nagain: \(again.transcript)"
            XCTAssertEqual(again.status, 0, story)
            let left = try await stack.aws.inventory().subtracting(empty)
            if strikes > 10 {
                Strike.report(
                    "\(index + 1): \(strike): status \(interrupted.status), then \(again.status); left: \(left.sorted())"
                )
            }
            if options == keeping {
                for thing in left {
                    XCTAssertTrue(
                        again.errors.contains(String(thing.split(separator: " ").last ?? "?")),
                        "\(thing) is not named: \(story)")
                }
                XCTAssertTrue(left.contains { $0.hasPrefix("rds describe-db-snapshots") }, "\(left)")
                let third = try await workspace.run("destroy", clearing)
                XCTAssertEqual(third.status, 0, third.transcript)
                let rest = try await stack.aws.inventory().subtracting(empty)
                XCTAssertEqual(rest, [], third.transcript)
            } else {
                XCTAssertEqual(left, [], story)
            }
            if strike.signal != SIGKILL, interrupted.status == 130 {
                XCTAssertTrue(
                    interrupted.errors.contains("swift run destroy --env local")
                        || interrupted.errors.contains("this run deleted nothing"), story)
            }
        }
    }

    func testDestroyingACreationLeavesNothingUnnamed() async throws {
        let cloud = try await LocalCloud(resourceSeconds: 0.1)
        defer { cloud.stop() }
        let workspace = try Workspace(cloud: cloud, project: "begun")
        let stack = try await DirectStack(workspace: workspace, project: "begun")
        let empty = try await stack.aws.inventory()
        try await stack.begin()
        try await eventually("the data lake is made") {
            try await stack.aws.read("s3api list-buckets", "Buckets[].Name").texts.contains { $0.contains("datalake") }
        }
        let destroyed = try await workspace.run("destroy", "--env", "local", "--yes")
        XCTAssertEqual(destroyed.status, 0, destroyed.transcript)
        let left = try await stack.aws.inventory().subtracting(empty)
        XCTAssertTrue(
            left.contains { $0.hasPrefix("s3api list-buckets: begun-local-storage") },
            "\(left)\n\(destroyed.transcript)")
        let again = try await workspace.run("destroy", "--env", "local", "--yes")
        for outcome in [destroyed, again] {
            for thing in left {
                XCTAssertTrue(
                    outcome.errors.contains(String(thing.split(separator: " ").last ?? "?")),
                    "\(thing) is not named: \(outcome.transcript)")
            }
        }
        let cleared = try await workspace.run("destroy", "--env", "local", "--yes", "--delete-retained")
        XCTAssertEqual(cleared.status, 0, cleared.transcript)
        let rest = try await stack.aws.inventory().subtracting(empty)
        XCTAssertEqual(rest, [], cleared.transcript)
    }
}

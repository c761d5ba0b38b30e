import XCTest

@testable import AWSAccess
@testable import Operations

final class RetentionPolicyTests: XCTestCase {
    private func snapshot(_ text: String) throws -> DatabaseSnapshot {
        try AWSCLI.decode(DatabaseSnapshot.self, from: Data(text.utf8), of: "aws rds")
    }

    /// What becomes of snapshots: `delete`, or why they stay, by name.
    private func decisions(days: Int = 7, keepLast: Int = 1, _ snapshots: String...) throws -> [String: String] {
        let policy = RetentionPolicy(days: days, keepLast: keepLast, project: "shop", environment: "dev")
        let items = policy.decide(on: try snapshots.map(snapshot), now: SnapshotScene.now)
        return Dictionary(
            uniqueKeysWithValues: items.map { item in
                if case .keep(let reason) = item.decision {
                    (item.snapshot.name, reason)
                } else {
                    (item.snapshot.name, "delete")
                }
            })
    }

    func testWhatIsOlderThanTheLimitGoesButNotTheLastGoodOne() throws {
        XCTAssertEqual(
            try decisions(snapshotJSON("a", days: 6), snapshotJSON("b", days: 8), snapshotJSON("c", days: 30)),
            ["a": "not older than 7 days", "b": "delete", "c": "delete"])
        XCTAssertEqual(
            try decisions(snapshotJSON("c", days: 30), snapshotJSON("b", days: 8)),
            ["b": "the last good one", "c": "delete"])
        XCTAssertEqual(
            try decisions(
                keepLast: 2, snapshotJSON("b", days: 8), snapshotJSON("c", days: 30), snapshotJSON("d", days: 31)),
            ["b": "of the last 2 good ones", "c": "of the last 2 good ones", "d": "delete"])
    }

    func testTheLimitIsToTheSecond() throws {
        let second = 1.0 / 86_400
        XCTAssertEqual(
            try decisions(
                snapshotJSON("now", days: 0), snapshotJSON("at", days: 7), snapshotJSON("past", days: 7 + second)),
            ["now": "not older than 7 days", "at": "not older than 7 days", "past": "delete"])
        XCTAssertEqual(
            try decisions(days: 1, snapshotJSON("now", days: 0), snapshotJSON("b", days: 1.01)),
            ["now": "not older than 1 day", "b": "delete"])
    }

    func testOneThatCannotBeRestoredIsNotTheLastGoodOne() throws {
        XCTAssertEqual(
            try decisions(
                snapshotJSON("new", "failed", days: 8), snapshotJSON("making", "creating", percent: 5, days: nil),
                snapshotJSON("old", days: 30),
                snapshotJSON("older", days: 40)),
            ["new": "delete", "making": "is creating", "old": "the last good one", "older": "delete"])
    }

    func testACopyOfAnOldSnapshotIsNotTheNewestOne() throws {
        XCTAssertEqual(
            try decisions(
                snapshotJSON("copy", days: 8, dataDays: 90), snapshotJSON("real", days: 20),
                snapshotJSON("old", days: 30)),
            ["copy": "delete", "real": "the last good one", "old": "delete"])
    }

    func testEachInstanceKeepsItsLastGoodOne() throws {
        XCTAssertEqual(
            try decisions(
                snapshotJSON("a1", days: 10, of: "a"), snapshotJSON("a2", days: 20, of: "A"),
                snapshotJSON("b1", days: 40, of: "b")),
            ["a1": "the last good one", "a2": "delete", "b1": "the last good one"])
    }

    func testWhatIsNotThisProjectsOrNotManualStaysAndCountsForNothing() throws {
        XCTAssertEqual(
            try decisions(
                snapshotJSON("auto", days: 9, type: "automated"), snapshotJSON("backup", days: 9, type: "awsbackup"),
                snapshotJSON("bare", days: 9, tags: [:]), snapshotJSON("bank", days: 9, tags: ["Project": "bank"]),
                snapshotJSON("prod", days: 9, tags: ["Project": "shop", "Environment": "prod"]),
                snapshotJSON("own", days: 10, tags: ["Project": "shop"]), snapshotJSON("own-too", days: 11)),
            [
                "auto": "automated, not manual", "backup": "awsbackup, not manual", "bare": "has no tag Project",
                "bank": "tagged Project=bank",
                "prod": "tagged Environment=prod", "own": "the last good one", "own-too": "delete",
            ])
    }

    func testWhatRDSIsAtWorkOnStays() throws {
        XCTAssertEqual(
            try decisions(
                snapshotJSON("new", days: 1), snapshotJSON("going", "deleting", days: 30),
                snapshotJSON("copying", "copying", days: 30),
                snapshotJSON("dateless", days: nil)),
            [
                "new": "not older than 7 days", "going": "is deleting", "copying": "is copying",
                "dateless": "has no date",
            ])
    }
}

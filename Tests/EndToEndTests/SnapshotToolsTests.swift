import Foundation
import XCTest

/// `backup-manager` and `cleanup`, as built, with the real AWS CLI, on a database in a cloud of their own.
final class SnapshotToolsTests: XCTestCase {
    private struct Shop: Sendable {
        let cloud: LocalCloud
        let aws: AWS
        let database: String

        func workspace() throws -> Workspace { try Workspace(cloud: cloud) }

        /// The names of all snapshots in a region, sorted.
        func snapshots(in region: String = "eu-west-3") async throws -> [String] {
            try await aws.read("rds describe-db-snapshots --region \(region)", "DBSnapshots[].DBSnapshotIdentifier")
                .texts.sorted()
        }

        /// Makes a snapshot as people do, some days ago.
        func make(
            _ name: String, daysAgo: Double, of instance: String? = nil,
            tags: String = "Key=Project,Value=webmarket-plus"
        ) async throws {
            let tags = tags.isEmpty ? "" : " --tags \(tags)"
            _ = try await aws.read(
                "rds create-db-snapshot --db-snapshot-identifier \(name) --db-instance-identifier \(instance ?? database)\(tags)"
            )
            try await eventually("\(name) is complete") {
                try await aws.read(
                    "rds describe-db-snapshots --db-snapshot-identifier \(name)", "DBSnapshots[0].Status")
                    == "available"
            }
            let status = try await cloud.control("back-date-snapshot?name=\(name)&days=\(daysAgo)")
            XCTAssertEqual(status, 200)
        }

        func deleteAll() async throws {
            for region in ["eu-west-3", "eu-west-1"] {
                for name in try await snapshots(in: region) {
                    _ = try await aws.read("rds delete-db-snapshot --db-snapshot-identifier \(name) --region \(region)")
                }
            }
        }
    }

    /// In this cloud a snapshot takes a moment, as on AWS.
    private static let deployment = Task {
        let cloud = try await LocalCloud(resourceSeconds: 0.02)
        await MainActor.run { XCTestObservationCenter.shared.addTestObserver(Stopper(cloud)) }
        let workspace = try Workspace(cloud: cloud)
        for command in ["backup-manager", "cleanup"] {
            let early = try await workspace.run(command, "--env", "local")
            XCTAssertEqual(early.status, 1, early.transcript)
            XCTAssertEqual(
                early.errors,
                "error: webmarket-plus-local is not deployed in eu-west-3; deploy it with 'swift run deploy --env local' [not-deployed]\n"
            )
        }
        let outcome = try await workspace.run("deploy", "--env", "local")
        guard outcome.status == 0 else { throw AWS.Failed(description: outcome.transcript) }
        let aws = AWS(cloud: cloud)
        let database = try await aws.read("rds describe-db-instances", "DBInstances[0].DBInstanceIdentifier").text
        return Shop(cloud: cloud, aws: aws, database: database)
    }

    private final class Stopper: NSObject, XCTestObservation {
        let cloud: LocalCloud
        init(_ cloud: LocalCloud) { self.cloud = cloud }
        func testBundleDidFinish(_ testBundle: Bundle) { cloud.stop() }
    }

    /// `2026-11-25-09-05`, in UTC.
    private static func minute(_ date: Date) -> String {
        date.formatted(.iso8601).prefix(16).replacingOccurrences(of: "T", with: "-").replacingOccurrences(
            of: ":", with: "-")
    }

    func testASnapshotHasTheRightNameAndTagsAndIsComplete() async throws {
        let shop = try await Self.deployment.value
        try await shop.deleteAll()
        let earliest = Self.minute(Date())
        let outcome = try await shop.workspace().run("backup-manager", "--env", "local", "--wait")
        let latest = Self.minute(Date())
        XCTAssertEqual(outcome.status, 0, outcome.transcript)
        let snapshots = try await shop.aws.read(
            "rds describe-db-snapshots",
            "DBSnapshots[].[DBSnapshotIdentifier, DBInstanceIdentifier, SnapshotType, Status]"
        ).items
        XCTAssertEqual(snapshots.count, 1)
        let name = snapshots[0][0].text
        XCTAssertTrue(["snap-\(shop.database)-\(earliest)", "snap-\(shop.database)-\(latest)"].contains(name), name)
        XCTAssertEqual(snapshots[0], [.text(name), .text(shop.database), "manual", "available"])
        let tags = try await shop.aws.read("rds describe-db-snapshots", "DBSnapshots[0].TagList[].[Key, Value]")
        XCTAssertEqual(
            Set(tags.items),
            [["Project", "webmarket-plus"], ["Environment", "dev"], ["CreatedBy", "backup-manager"]])
        XCTAssertTrue(outcome.output.contains("\(name)  eu-west-3  manual  available"), outcome.output)
        XCTAssertTrue(outcome.errors.hasPrefix("begun \(name)\n  creating 0 %  \(name) in eu-west-3\n"), outcome.errors)
        XCTAssertTrue(outcome.errors.hasSuffix("complete \(name) in eu-west-3\n"), outcome.errors)

        let list = try await shop.workspace().run("backup-manager", "list", "--env", "local", "--format", "json")
        XCTAssertEqual(list.status, 0, list.transcript)
        let document = try JSONDecoder().decode(Answer.self, from: Data(list.output.utf8))
        XCTAssertEqual(document["snapshots"].items.map { $0["name"] }, [.text(name)])
    }

    func testASnapshotOfTheSameMinuteIsFoundThere() async throws {
        let shop = try await Self.deployment.value
        try await shop.deleteAll()
        // The run may fall into the next minute.
        let names = [0.0, 60].map { "snap-\(shop.database)-\(Self.minute(Date(timeIntervalSinceNow: $0)))" }
        for name in names { try await shop.make(name, daysAgo: 0) }
        let outcome = try await shop.workspace().run("backup-manager", "--env", "local")
        XCTAssertEqual(outcome.status, 0, outcome.transcript)
        XCTAssertTrue(
            names.contains { outcome.errors == "\($0) is there already (available); nothing new was begun\n" },
            outcome.errors)
        let after = try await shop.snapshots()
        XCTAssertEqual(after, names)
    }

    func testAStoppedDatabaseIsRefused() async throws {
        let shop = try await Self.deployment.value
        try await shop.deleteAll()
        _ = try await shop.aws.read("rds stop-db-instance --db-instance-identifier \(shop.database)")
        let outcome = try await shop.workspace().run("backup-manager", "--env", "local", "--wait")
        _ = try await shop.aws.read("rds start-db-instance --db-instance-identifier \(shop.database)")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.hasPrefix(
                "error: no snapshot was made: the database \(shop.database) is not available but 'stopped': it does not run [snapshot-refused]\n"
            ),
            outcome.errors)
        let after = try await shop.snapshots()
        XCTAssertEqual(after, [])
    }

    func testACopyInAnotherRegionKeepsTheTagsAndIsCleanedUpThere() async throws {
        let shop = try await Self.deployment.value
        try await shop.deleteAll()
        let outcome = try await shop.workspace().run(
            "backup-manager", "--env", "local", "--copy-to", "eu-west-1", "--wait")
        XCTAssertEqual(outcome.status, 0, outcome.transcript)
        let query = "DBSnapshots[].[DBSnapshotIdentifier, SourceRegion, Status, KmsKeyId, length(TagList)]"
        let copies = try await shop.aws.read("rds describe-db-snapshots --region eu-west-1", query)
        let names = try await shop.snapshots()
        XCTAssertEqual(copies, [[.text(names[0]), "eu-west-3", "available", "alias/aws/rds", 3]])
        XCTAssertTrue(
            outcome.errors.contains("note: the copy is encrypted with RDS's own key in eu-west-1"), outcome.errors)
        for row in ["\(names[0])  eu-west-3  manual  available", "\(names[0])  eu-west-1  manual  available"] {
            XCTAssertTrue(outcome.output.contains(row), outcome.output)
        }

        let again = try await shop.workspace().run(
            "backup-manager", "--env", "local", "--continue", names[0], "--copy-to", "eu-west-1")
        XCTAssertEqual(again.status, 0, again.transcript)
        XCTAssertTrue(again.errors.contains("is there already (available); nothing new was begun"), again.errors)

        let cleanup = try await shop.workspace().run(
            "cleanup", "--env", "local", "--copies-in", "eu-west-1", "--days", "0", "--yes")
        XCTAssertEqual(cleanup.status, 0, cleanup.transcript)
        XCTAssertTrue(cleanup.output.contains("the last good one"), cleanup.output)
    }

    func testOfSnapshotsOfSixEightAndThirtyDaysTheRightOnesGo() async throws {
        let shop = try await Self.deployment.value
        try await shop.deleteAll()
        for (name, days) in [("six", 6.0), ("eight", 8), ("thirty", 30)] { try await shop.make(name, daysAgo: days) }
        try await shop.make("banks", daysAgo: 30, tags: "Key=Project,Value=bank")
        try await shop.make("untagged", daysAgo: 30, tags: "")
        let workspace = try shop.workspace()
        let all = ["banks", "eight", "six", "thirty", "untagged"]

        let trial = try await workspace.run("cleanup", "--env", "local", "--dry-run")
        XCTAssertEqual(trial.status, 0, trial.transcript)
        for row in [
            "six .* 6 days  20 GiB +2.00 USD  keep +not older than 7 days", "eight .* 8 days  20 GiB +2.00 USD  delete",
            "thirty .* 30 days  20 GiB +2.00 USD  delete", "banks .* 30 days .* keep +tagged Project=bank",
            "untagged .* 30 days .* keep +has no tag Project",
        ] { XCTAssertNotNil(trial.output.range(of: row, options: .regularExpression), "'\(row)' in\n\(trial.output)") }
        let asked = try await workspace.run("cleanup", "--env", "local")
        XCTAssertEqual(asked.status, 1, asked.transcript)
        XCTAssertTrue(asked.errors.contains("standard input is not a terminal; pass --yes"), asked.errors)
        let untouched = try await shop.snapshots()
        XCTAssertEqual(untouched, all)

        let done = try await workspace.run("cleanup", "--env", "local", "--yes")
        XCTAssertEqual(done.status, 0, done.transcript)
        XCTAssertTrue(
            done.errors.contains("deleted eight\ndeleted thirty\ndeleted: 2 snapshots, 40 GiB, "), done.errors)
        let left = try await shop.snapshots()
        XCTAssertEqual(left, ["banks", "six", "untagged"])

        // Whatever the age, the last good one stays.
        let strict = try await workspace.run("cleanup", "--env", "local", "--yes", "--days", "1")
        XCTAssertEqual(strict.status, 0, strict.transcript)
        XCTAssertTrue(strict.errors.contains("nothing to delete"), strict.errors)
        let last = try await shop.snapshots()
        XCTAssertEqual(last, ["banks", "six", "untagged"])
    }

    func testAFailedDeletionDoesNotStopTheOthers() async throws {
        let shop = try await Self.deployment.value
        try await shop.deleteAll()
        for (name, days) in [("new", 1.0), ("locked", 8), ("old", 30)] { try await shop.make(name, daysAgo: days) }
        let workspace = try shop.workspace()
        try workspace.replaceAWS(
            #"""
            case "$*" in "rds delete-db-snapshot --db-snapshot-identifier locked "*)
              echo "An error occurred (AccessDenied) when calling the DeleteDBSnapshot operation: User: eve is not authorized to perform: rds:DeleteDBSnapshot on resource: locked" >&2; exit 254;;
            esac
            exec "$REAL_AWS" "$@"
            """#)
        let outcome = try await workspace.run("cleanup", "--env", "local", "--yes", "--format", "json")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.contains(
                "error: locked was not deleted: not allowed: rds:DeleteDBSnapshot on locked; ask for that permission"),
            outcome.errors)
        let document = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        XCTAssertEqual(document["snapshots"].items.map { $0["outcome"] }, [nil, "failed", "deleted"])
        let left = try await shop.snapshots()
        XCTAssertEqual(left, ["locked", "new"])
    }

    func testCtrlCWhileWaitingLeavesTheSnapshotToRDS() async throws {
        let shop = try await Self.deployment.value
        try await shop.deleteAll()
        let workspace = try shop.workspace()
        // Once the snapshot is begun, looking for it hangs.
        try workspace.replaceAWS(
            #"""
            [ "$2" = create-db-snapshot ] && touch "$RECORD.begun"
            if [ "$2" = describe-db-snapshots ] && [ -e "$RECORD.begun" ]; then echo $$ > "$RECORD"; exec sleep 600; fi
            exec "$REAL_AWS" "$@"
            """#)
        let program = try workspace.start("backup-manager", "--env", "local", "--wait")
        defer { program.end() }
        try await eventually("the snapshot is waited for") { !workspace.record.isEmpty || !program.isRunning }
        program.interrupt()
        let outcome = try await program.outcome()
        XCTAssertEqual(outcome.status, 130, outcome.transcript)
        XCTAssertNotNil(
            outcome.errors.range(
                of:
                    "\ninterrupted: RDS goes on with snap-[a-z0-9-]+ in eu-west-3 by itself\n  to follow it again:  swift run backup-manager create --env local --continue snap-[a-z0-9-]+ --wait\n$",
                options: .regularExpression), outcome.errors)
        let made = try await shop.snapshots()
        XCTAssertEqual(made.count, 1)
        let continued = try await shop.workspace().run(
            "backup-manager", "--env", "local", "--wait", "--continue", made[0])
        XCTAssertEqual(continued.status, 0, continued.transcript)
    }
}

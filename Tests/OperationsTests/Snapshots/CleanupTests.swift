import AWSAccessTesting
import Terminal
import XCTest

@testable import AWSAccess
@testable import Prices
@testable import Operations

final class CleanupTests: XCTestCase {
    private let listing = "rds describe-db-snapshots --snapshot-type manual"
    private let denied = rdsError(
        "AccessDenied", "DeleteDBSnapshot",
        "User: x is not authorized to perform: rds:DeleteDBSnapshot on resource: arn:aws:rds:eu-west-3:1:snapshot:snap-8"
    )

    /// A scene with snapshots of 6, 8, 9 and 30 days.
    private func scene(region: String = "eu-west-3") throws -> SnapshotScene {
        let scene = try SnapshotScene(self, region: region)
        scene.aws.on(
            listing,
            snapshotsJSON(
                snapshotJSON("snap-30", days: 30), snapshotJSON("snap-6", days: 6), snapshotJSON("snap-8", days: 8),
                snapshotJSON("snap-9", days: 9)))
        return scene
    }

    private func deletion(_ days: Int) -> String { "rds delete-db-snapshot --db-snapshot-identifier snap-\(days)" }

    func testOldSnapshotsAreShownAndDeletedAfterAnAnswer() async throws {
        let scene = try scene()
        scene.aws.on("rds delete-db-snapshot", "{}")
        try scene.price("database-backup", "0.095")
        let code = try await scene.cleanup("--prices", scene.priceFile, answer: "y")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes, [deletion(8), deletion(9), deletion(30)])
        XCTAssertEqual(
            scene.screen.output,
            """
            Snapshot  Made (UTC)            Age    Size  A month, at most  What happens  Why
            snap-6    2026-11-19 07:59   6 days  20 GiB          1.90 USD  keep          not older than 7 days
            snap-8    2026-11-17 07:59   8 days  20 GiB          1.90 USD  delete
            snap-9    2026-11-16 07:59   9 days  20 GiB          1.90 USD  delete
            snap-30   2026-10-26 07:59  30 days  20 GiB          1.90 USD  delete

            """)
        XCTAssertEqual(
            scene.screen.errors,
            """
            costs: 0.095 USD a GiB and month (our contract, 2026-09), of the whole storage; RDS charges what snapshots really hold, beyond a free share as large as the databases
            to delete: 3 snapshots, 60 GiB, at most 5.70 USD a month
            Delete these 3 snapshots of dev for good? [y/N] deleted snap-8
            deleted snap-9
            deleted snap-30
            deleted: 3 snapshots, 60 GiB, at most 5.70 USD a month

            """)
    }

    func testAPriceThatIsNotKnownIsNotInvented() async throws {
        let scene = try scene(region: "us-west-1")
        let code = try await scene.cleanup("--dry-run")
        XCTAssertEqual(code, .success)
        XCTAssertTrue(scene.screen.output.contains("8 days  20 GiB           unknown  delete"), scene.screen.output)
        XCTAssertTrue(
            scene.screen.errors.contains(
                "the price of backup storage in us-west-1 is not known (AWS's price list: it has none); --prices FILE"),
            scene.screen.errors)
        XCTAssertTrue(
            scene.screen.errors.contains("to delete: 3 snapshots, 60 GiB, at a price not known here\n"),
            scene.screen.errors)
    }

    func testThePriceIsThatOfTheRegionWhereTheSnapshotsAre() async throws {
        let scene = try scene()
        let code = try await scene.cleanup("--dry-run", "--copies-in", "us-east-1", "--format", "json")
        XCTAssertEqual(code, .success, scene.screen.errors)
        let questions = scene.aws.lines.filter { $0.hasPrefix("pricing get-products") }
        XCTAssertEqual(questions.count, 1, "\(questions)")
        XCTAssertTrue(
            questions.allSatisfy {
                $0.contains("regionCode,Value=us-east-1") && $0.contains("Value=RDS:ChargedBackupUsage")
            }, "\(questions)")
        struct Report: Decodable {
            struct Price: Decodable {
                let usd: Decimal
                let origin: String
                let date: String
            }
            let pricePerGiB: Price
        }
        let price = try JSONDecoder().decode(Report.self, from: Data(scene.screen.output.utf8)).pricePerGiB
        XCTAssertEqual(price.usd, Decimal(string: "0.095"))
        XCTAssertEqual(price.origin, "reference")
        XCTAssertEqual(price.date, "2026-08-12")

        let offline = try self.scene()
        _ = try await offline.cleanup("--dry-run", "--offline")
        XCTAssertFalse(offline.aws.lines.contains { $0.hasPrefix("pricing") })
    }

    func testADryRunDeletesNothing() async throws {
        let scene = try scene()
        let code = try await scene.cleanup("--dry-run")
        XCTAssertEqual(code, .success)
        XCTAssertEqual(scene.changes, [])
        XCTAssertTrue(scene.screen.errors.hasSuffix("dry run: nothing was deleted\n"), scene.screen.errors)
    }

    func testWithoutAnAnswerNothingIsDeleted() async throws {
        for (answer, message) in [
            ("n", "error: not confirmed: nothing was deleted"), (nil, "pass --yes to go on without a question"),
        ] {
            let scene = try scene()
            let code = try await scene.cleanup(answer: answer)
            XCTAssertEqual(code, .failure)
            XCTAssertEqual(scene.changes, [])
            XCTAssertTrue(scene.screen.errors.contains(message), scene.screen.errors)
        }
    }

    func testWhatMustStayOnceTheAnswerIsThereStays() async throws {
        // Meanwhile somebody deleted the snapshot of 6 days: now the one of 8 days is the last good one, and that of 9
        // is gone.
        let scene = try SnapshotScene(self)
        let (six, eight, nine, thirty) = (
            snapshotJSON("snap-6", days: 6), snapshotJSON("snap-8", days: 8), snapshotJSON("snap-9", days: 9),
            snapshotJSON("snap-30", days: 30)
        )
        scene.aws.on(listing, snapshotsJSON(six, eight, nine, thirty), snapshotsJSON(eight, thirty))
        scene.aws.on("rds delete-db-snapshot", "{}")
        let code = try await scene.cleanup(answer: "yes")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes, [deletion(30)])
        XCTAssertTrue(
            scene.screen.errors.contains("left alone snap-8: it is gone, or to be kept now\n"), scene.screen.errors)
    }

    func testAFailedDeletionDoesNotStopTheOthersAndIsReported() async throws {
        let scene = try scene()
        scene.aws.on(deletion(8), error: denied)
        scene.aws.on(deletion(9), error: rdsError("InvalidDBSnapshotState", "DeleteDBSnapshot", "it is being copied"))
        scene.aws.on(deletion(30), "{}")
        let code = try await scene.cleanup("--yes", "--format", "json")
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(scene.changes, [deletion(8), deletion(9), deletion(30)])
        XCTAssertTrue(
            scene.screen.errors.contains(
                "error: snap-8 was not deleted: not allowed: rds:DeleteDBSnapshot on arn:aws:rds:eu-west-3:1:snapshot:snap-8; ask"
            ), scene.screen.errors)
        XCTAssertTrue(
            scene.screen.errors.contains(
                "error: snap-9 was not deleted: AWS refused DeleteDBSnapshot: it is being copied"), scene.screen.errors)
        XCTAssertTrue(scene.screen.errors.contains("deleted: 1 snapshot, 20 GiB"), scene.screen.errors)

        struct Report: Decodable {
            struct Row: Decodable {
                let name: String
                let decision: String
                let outcome: String?
                let ageDays: Double
            }
            let snapshots: [Row]
        }
        let report = try JSONDecoder().decode(Report.self, from: Data(scene.screen.output.utf8))
        XCTAssertEqual(report.snapshots.map(\.name), ["snap-6", "snap-8", "snap-9", "snap-30"])
        XCTAssertEqual(report.snapshots.map(\.decision), ["keep", "delete", "delete", "delete"])
        XCTAssertEqual(report.snapshots.map(\.outcome), [nil, "failed", "failed", "deleted"])
        XCTAssertEqual(report.snapshots.map(\.ageDays), [6, 8, 9, 30])
    }

    func testOneThatIsGoneAlreadyIsNoFailure() async throws {
        let scene = try scene()
        scene.aws.on(deletion(8), error: rdsError("DBSnapshotNotFound", "DeleteDBSnapshot"))
        scene.aws.on("rds delete-db-snapshot", "{}")
        let code = try await scene.cleanup("--yes")
        XCTAssertEqual(code, .success)
        XCTAssertTrue(scene.screen.errors.contains("gone already snap-8\ndeleted snap-9\n"), scene.screen.errors)
        XCTAssertTrue(scene.screen.errors.contains("deleted: 2 snapshots"), scene.screen.errors)
    }

    func testWhatWouldFailForAllIsTriedOnce() async throws {
        let scene = try scene()
        scene.aws.on("rds delete-db-snapshot", error: rdsError("ExpiredToken", "DeleteDBSnapshot"))
        let code = try await scene.cleanup("--yes")
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(scene.changes, [deletion(8)])
        XCTAssertTrue(
            scene.screen.errors.contains("error: the other 2 were not tried, because that would fail too"),
            scene.screen.errors)
    }

    func testThrottledDeletionsAreTriedAgain() async throws {
        let scene = try scene()
        let counter = CallCounter()
        scene.aws.on("rds delete-db-snapshot") { _ in
            counter.next() < 3
                ? CommandResult(status: 254, errors: rdsError("Throttling", "DeleteDBSnapshot")) : .success("{}")
        }
        let code = try await scene.cleanup("--yes")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes, [deletion(8), deletion(8), deletion(8), deletion(9), deletion(30)])
    }

    func testCtrlCSaysWhereThingsStand() async throws {
        let scene = try scene()
        scene.aws.on(deletion(8), "{}")
        scene.aws.on(deletion(9)) { _ in throw CancellationError() }
        let code = try await scene.cleanup("--yes", "--format", "json")
        XCTAssertEqual(code, .interrupted)
        XCTAssertEqual(scene.changes, [deletion(8), deletion(9)])
        XCTAssertTrue(
            scene.screen.errors.hasSuffix(
                "\ninterrupted: 1 of 3 snapshots is deleted; snap-9 may be too, the others are untouched\n  the same command goes on where this stopped\n"
            ),
            scene.screen.errors)
        XCTAssertTrue(
            scene.screen.output.contains(#""outcome" : "deleted""#),
            "what was done is reported all the same:\n\(scene.screen.output)")
    }

    func testCtrlCAtTheQuestionDeletesNothing() async throws {
        let scene = try scene()
        let asked = DispatchSemaphore(value: 0)
        let never = DispatchSemaphore(value: 0)
        defer { never.signal() }
        let screen = scene.screen.terminal()
        let terminal = Terminal(
            output: screen.output, errors: screen.errors,
            input: TerminalInput(isInteractive: true) {
                asked.signal()
                never.wait()
                return "y"
            })
        let cleanup = try await scene.cleanup(on: terminal)
        let task = Task { try await cleanup.run(.init()) }
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                asked.wait()
                done.resume()
            }
        }
        task.cancel()
        do {
            try await task.value
            XCTFail("it was interrupted")
        } catch {
            XCTAssertEqual(error as? Interrupted, Interrupted(description: "nothing was deleted"))
        }
        XCTAssertEqual(scene.changes, [])
    }

    func testOtherInstancesSnapshotsAreNotTouched() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on(
            listing,
            snapshotsJSON(
                snapshotJSON("mine", days: 1), snapshotJSON("predecessors", days: 50, of: "web-db-before"),
                snapshotJSON("strangers", days: 50, of: "bank-db", tags: ["Project": "bank"])))
        let code = try await scene.cleanup("--yes")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes, [])
        XCTAssertTrue(
            scene.screen.errors.hasPrefix(
                "note: 1 more manual snapshot carries this environment's tags, but of another instance (web-db-before); cleanup leaves them alone\n"
            ),
            scene.screen.errors)
        XCTAssertFalse(scene.screen.output.contains("strangers"))
    }

    func testNothingToDeleteIsASuccess() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on(listing, snapshotsJSON())
        let code = try await scene.cleanup()
        XCTAssertEqual(code, .success)
        XCTAssertEqual(scene.screen.output, "")
        XCTAssertEqual(scene.screen.errors, "nothing to delete: web-db has no manual snapshots in eu-west-3\n")
    }

    func testCopiesInAnotherRegionAreCleanedUpThere() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on(
            listing,
            snapshotsJSON(
                snapshotJSON("new", days: 1, sourceRegion: "eu-west-3"),
                snapshotJSON("old", days: 30, sourceRegion: "eu-west-3"),
                snapshotJSON("made-there", days: 30, sourceRegion: "eu-west-1")))
        scene.aws.on("rds delete-db-snapshot", "{}")
        let code = try await scene.cleanup("--copies-in", "eu-west-1", "--yes")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(
            scene.changes, ["rds delete-db-snapshot --db-snapshot-identifier old --region eu-west-1 --output json"])
        XCTAssertTrue(
            scene.aws.lines.contains("cloudformation describe-stacks --stack-name web-dev"),
            "the stack is looked for at home")
    }

    func testWithoutADeploymentOrAPermissionItSaysSo() async throws {
        let undeployed = try SnapshotScene(self, isDeployed: false)
        let code = try await undeployed.cleanup("--yes")
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(
            undeployed.screen.errors,
            "error: web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev' [not-deployed]\n")
        XCTAssertEqual(undeployed.lines, [])

        let scene = try SnapshotScene(self)
        scene.aws.on(
            listing,
            error: rdsError(
                "AccessDenied", "DescribeDBSnapshots",
                "User: x is not authorized to perform: rds:DescribeDBSnapshots on resource: y"))
        let second = try await scene.cleanup("--yes")
        XCTAssertEqual(second, .failure)
        XCTAssertTrue(
            scene.screen.errors.hasPrefix("error: not allowed: rds:DescribeDBSnapshots on y; ask"), scene.screen.errors)
    }

    func testTheCommandLineIsChecked() async throws {
        for (line, message) in [
            (["--days", "week"], "--days is 'week'; allowed: a whole number from 0 to 36500"),
            (["--days", "-1"], "--days is '-1'; allowed"),
            (["--keep-last", "0"], "--keep-last is '0'; allowed: a whole number from 1 to 10000"),
            (["--copies-in", "eu-west-3"], "--copies-in is 'eu-west-3', which is where the database is"),
        ] {
            let scene = try SnapshotScene(self)
            let code = try await scene.cleanup(line)
            XCTAssertEqual(code, .usage)
            XCTAssertTrue(scene.screen.errors.hasPrefix("error: \(message)"), scene.screen.errors)
            XCTAssertEqual(scene.aws.lines, [])
        }
    }
}

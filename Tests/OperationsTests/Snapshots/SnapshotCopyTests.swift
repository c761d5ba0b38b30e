import AWSAccessTesting
import XCTest

@testable import Operations

final class SnapshotCopyTests: XCTestCase {
    private let snap = SnapshotScene.name

    /// A scene in which the snapshot is complete at once.
    private func scene(isEncrypted: Bool = true) throws -> SnapshotScene {
        let scene = try SnapshotScene(self)
        scene.database()
        let tags = ["Project": "shop", "CreatedBy": "backup-manager", "aws:cloudformation:stack-name": "web-dev"]
        scene.aws.on("rds create-db-snapshot", oneSnapshotJSON(snapshotJSON(isEncrypted: isEncrypted, tags: tags)))
        scene.aws.on(
            "rds describe-db-snapshots --db-snapshot-identifier \(snap) --region eu-west-3", error: noSuchSnapshot)
        return scene
    }

    private func copyLine(key: String?) -> String {
        "rds copy-db-snapshot --source-db-snapshot-identifier arn:aws:rds:eu-west-3:1:snapshot:\(snap) --source-region eu-west-3"
            + " --target-db-snapshot-identifier \(snap)"
            + #" --tags [{"Key":"CreatedBy","Value":"backup-manager"},{"Key":"Project","Value":"shop"}]"#
            + (key.map { " --kms-key-id \($0)" } ?? "") + " --region eu-west-1 --output json"
    }

    func testTheCopyIsMadeInTheOtherRegionWithTheTagsAndAKeyOfThatRegion() async throws {
        for (isEncrypted, options, key) in [
            (true, [], "alias/aws/rds"), (true, ["--kms-key", "alias/backup"], "alias/backup"), (false, [], nil),
        ] as [(Bool, [String], String?)] {
            let scene = try scene(isEncrypted: isEncrypted)
            scene.aws.on(
                "rds copy-db-snapshot",
                oneSnapshotJSON(snapshotJSON(snap, "copying", percent: 0, days: nil, isEncrypted: isEncrypted)))
            let code = try await scene.backup(["--copy-to", "eu-west-1"] + options)
            XCTAssertEqual(code, .success, scene.screen.errors)
            XCTAssertEqual(scene.changes.last, copyLine(key: key))
            XCTAssertEqual(
                scene.screen.errors.contains(
                    "note: the copy is encrypted with RDS's own key in eu-west-1 (alias/aws/rds)"),
                key == "alias/aws/rds", scene.screen.errors)
            XCTAssertTrue(
                scene.screen.errors.hasSuffix(
                    "'swift run backup-manager list --env dev --copies-in eu-west-1' shows how far it is\n"),
                scene.screen.errors)
            XCTAssertTrue(scene.screen.output.contains("\(snap)  eu-west-1  manual  copying 0 %"), scene.screen.output)
        }
    }

    func testTheSnapshotIsCompleteBeforeItIsCopiedAndTheCopyIsWaitedForOnRequest() async throws {
        let scene = try SnapshotScene(self)
        scene.database("backing-up")
        scene.aws.on(
            "rds describe-db-snapshots --db-snapshot-identifier \(snap) --region eu-west-3",
            snapshotsJSON(snapshotJSON(snap, "creating", percent: 50, days: nil)), snapshotsJSON(snapshotJSON()))
        scene.aws.on("rds copy-db-snapshot", oneSnapshotJSON(snapshotJSON(snap, "copying", percent: 0, days: nil)))
        scene.aws.on(
            "rds describe-db-snapshots --db-snapshot-identifier \(snap) --region eu-west-1",
            snapshotsJSON(snapshotJSON(snap, "copying", percent: 60, days: nil)), snapshotsJSON(snapshotJSON()))
        let code = try await scene.backup("--copy-to", "eu-west-1", "--wait")
        XCTAssertEqual(code, .success, scene.screen.errors)
        let steps = scene.screen.errors.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
        XCTAssertEqual(
            steps.map { $0.replacingOccurrences(of: snap, with: "S") },
            [
                "S is there already (creating); nothing new was begun", "  creating 50 %  S in eu-west-3",
                "  available 100 %  S in eu-west-3",
                "complete S in eu-west-3", "begun the copy S in eu-west-1", "  copying 0 %  S in eu-west-1",
                "  copying 60 %  S in eu-west-1",
                "  available 100 %  S in eu-west-1", "complete S in eu-west-1",
            ])
    }

    func testACopyThatIsThereAlreadyIsASuccess() async throws {
        let scene = try scene()
        scene.aws.on("rds copy-db-snapshot", error: rdsError("DBSnapshotAlreadyExists", "CopyDBSnapshot"))
        scene.aws.on(
            "rds describe-db-snapshots --db-snapshot-identifier \(snap) --region eu-west-1",
            snapshotsJSON(snapshotJSON()))
        let code = try await scene.backup("--copy-to", "eu-west-1")
        XCTAssertEqual(code, .success, scene.screen.errors)
    }

    func testACopyThatFailsLeavesTheSnapshotAndSaysHowToTryAgain() async throws {
        for (errors, message) in [
            (
                rdsError("KMSKeyNotAccessibleFault", "CopyDBSnapshot"),
                "hint: name a key of eu-west-1 that you may use: --kms-key KEY\n"
            ),
            (
                rdsError(
                    "AccessDenied", "CopyDBSnapshot",
                    "User: x is not authorized to perform: rds:CopyDBSnapshot on resource: y"),
                "error: not allowed: rds:CopyDBSnapshot on y; ask"
            ),
            (
                rdsError("SnapshotQuotaExceeded", "CopyDBSnapshot"),
                "hint: delete old copies: swift run cleanup --env dev --copies-in eu-west-1\n"
            ),
        ] {
            let scene = try scene()
            scene.aws.on("rds copy-db-snapshot", error: errors)
            let code = try await scene.backup("--copy-to", "eu-west-1")
            XCTAssertEqual(code, .failure)
            XCTAssertTrue(scene.screen.errors.contains(message), scene.screen.errors)
            XCTAssertTrue(
                scene.screen.errors.hasSuffix(
                    "hint: \(snap) is complete in eu-west-3, only its copy is missing; to try again: swift run backup-manager create --env dev --continue \(snap) --copy-to eu-west-1\n"
                ),
                scene.screen.errors)
        }
    }

    func testTheCommandToTryAgainIsTheOneThatWasGiven() async throws {
        let scene = try scene()
        scene.aws.on("rds copy-db-snapshot", error: rdsError("KMSKeyNotAccessibleFault", "CopyDBSnapshot"))
        let code = try await scene.backup(
            "--copy-to", "eu-west-1", "--kms-key", "alias/shop", "--wait", "--profile", "work")
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(
            scene.screen.errors.hasSuffix(
                "to try again: swift run backup-manager create --env dev --profile work --continue \(snap) --wait --copy-to eu-west-1 --kms-key alias/shop\n"
            ),
            scene.screen.errors)
    }

    func testCtrlCDuringTheCopySaysThatTheSnapshotIsComplete() async throws {
        let scene = try scene()
        scene.aws.on("rds copy-db-snapshot") { _ in throw CancellationError() }
        let code = try await scene.backup("--copy-to", "eu-west-1")
        XCTAssertEqual(code, .interrupted)
        XCTAssertTrue(
            scene.screen.errors.contains(
                "interrupted: \(snap) is complete in eu-west-3; RDS may have begun the copy in eu-west-1\n"),
            scene.screen.errors)
    }
}

import AWSAccessTesting
import XCTest

@testable import AWSAccess
@testable import Operations

final class BackupManagerTests: XCTestCase {
    private let creation =
        #"rds create-db-snapshot --db-snapshot-identifier \#(SnapshotScene.name) --db-instance-identifier web-db --tags [{"Key":"CostCenter","Value":"web = food"},{"Key":"CreatedBy","Value":"backup-manager"},{"Key":"Environment","Value":"dev"},{"Key":"Project","Value":"shop"}]"#

    func testASnapshotHasItsNameAndItsTags() async throws {
        let scene = try SnapshotScene(self)
        scene.database()
        scene.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        scene.aws.on(
            "rds create-db-snapshot",
            oneSnapshotJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 0, days: nil)))
        let code = try await scene.backup()
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes, [creation])
        XCTAssertEqual(
            scene.screen.output,
            """
            Snapshot                      Region     Type    Status        Made (UTC)  Age    Size  Encrypted
            \(SnapshotScene.name)  eu-west-3  manual  creating 0 %  -             -  20 GiB  yes

            """)
        XCTAssertEqual(
            scene.screen.errors,
            """
            begun \(SnapshotScene.name)
            RDS goes on making it by itself; 'swift run backup-manager list --env dev' shows how far it is

            """)
    }

    func testADatabaseThatIsNotAvailableIsRefusedWithTheReason() async throws {
        for (status, reason, hint) in [
            ("stopped", "it does not run", "start it, and run"),
            ("backing-up", "another backup of it is being made", "wait db-instance-available"),
            ("modifying", "it is being changed", "wait db-instance-available"),
            ("storage-full", "its storage is full", "DatabaseStorage"),
            ("configuring-log-exports", "it is being changed", "wait db-instance-available"),
            ("deleting", "it is being deleted", ""),
            ("incompatible-parameters", "its settings keep RDS from running it", "describe-events"),
            ("inaccessible-encryption-credentials", "RDS cannot use its KMS key", "enable the key in KMS again"),
            ("brand-new-status", "RDS takes snapshots only of an available one", "describe-events"),
        ] {
            let scene = try SnapshotScene(self)
            scene.database(status)
            scene.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
            let code = try await scene.backup("--wait")
            XCTAssertEqual(code, .failure)
            XCTAssertTrue(
                scene.screen.errors.hasPrefix(
                    "error: no snapshot was made: the database web-db is not available but '\(status)': \(reason) [snapshot-refused]\n"
                ),
                scene.screen.errors)
            XCTAssertTrue(hint.isEmpty || scene.screen.errors.contains(hint), scene.screen.errors)
            XCTAssertEqual(scene.changes, [])
        }
    }

    func testADatabaseWhoseStorageIsOptimizedIsTaken() async throws {
        let scene = try SnapshotScene(self)
        scene.database("storage-optimization", isMultiAZ: false)
        scene.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        scene.aws.on("rds create-db-snapshot", oneSnapshotJSON(snapshotJSON()))
        let code = try await scene.backup()
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes, [creation])
        XCTAssertTrue(scene.screen.errors.contains("note: web-db has no standby"), scene.screen.errors)
    }

    func testAStatusThatChangedMeanwhileIsToldToo() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on(
            "rds describe-db-instances",
            databaseJSON("web-db"),
            databaseJSON("web-db", status: "stopping"))
        scene.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        scene.aws.on("rds create-db-snapshot", error: rdsError("InvalidDBInstanceState", "CreateDBSnapshot"))
        let code = try await scene.backup()
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(
            scene.screen.errors.contains("not available but 'stopping': it is being stopped [snapshot-refused]\n"),
            scene.screen.errors)
    }

    func testASecondRunInTheSameMinuteFindsTheSnapshotThere() async throws {
        // RDS says "backing-up" of the database just because of the first run.
        let scene = try SnapshotScene(self)
        scene.database("backing-up")
        scene.aws.on(
            "rds describe-db-snapshots",
            snapshotsJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 40, days: nil)))
        let code = try await scene.backup()
        XCTAssertEqual(code, .success)
        XCTAssertEqual(scene.changes, [])
        XCTAssertTrue(
            scene.screen.errors.hasPrefix("\(SnapshotScene.name) is there already (creating); nothing new was begun\n"),
            scene.screen.errors)
        XCTAssertTrue(scene.screen.output.contains("creating 40 %"), scene.screen.output)
    }

    func testARunAtTheSameTimeIsNoErrorEither() async throws {
        let scene = try SnapshotScene(self)
        scene.database()
        scene.aws.on("rds create-db-snapshot", error: rdsError("DBSnapshotAlreadyExists", "CreateDBSnapshot"))
        let counter = CallCounter()
        scene.aws.on("rds describe-db-snapshots") { _ in
            counter.next() == 1
                ? CommandResult(status: 254, errors: noSuchSnapshot) : .success(snapshotsJSON(snapshotJSON()))
        }
        let code = try await scene.backup()
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertTrue(scene.screen.errors.contains("is there already (available)"), scene.screen.errors)
    }

    func testASnapshotThatFailedIsNotTakenForOneThatIsThere() async throws {
        let scene = try SnapshotScene(self)
        scene.database()
        scene.aws.on("rds describe-db-snapshots", snapshotsJSON(snapshotJSON(SnapshotScene.name, "failed")))
        let code = try await scene.backup()
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(
            scene.screen.errors.contains(
                "is there already, but 'failed' [snapshot-refused]\nhint: run this again in a minute"),
            scene.screen.errors)
    }

    func testWaitingShowsHowFarItIs() async throws {
        let scene = try SnapshotScene(self)
        scene.database()
        // At first the snapshot is known to the server that began it only.
        let answers = [
            noSuchSnapshot, noSuchSnapshot,
            snapshotsJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 35, days: nil)),
            snapshotsJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 35, days: nil)),
            snapshotsJSON(snapshotJSON()),
        ]
        let counter = CallCounter()
        scene.aws.on("rds describe-db-snapshots") { _ in
            let answer = answers[min(counter.next(), answers.count) - 1]
            return answer.hasPrefix("{") ? .success(answer) : CommandResult(status: 254, errors: answer)
        }
        scene.aws.on(
            "rds create-db-snapshot",
            oneSnapshotJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 0, days: nil)))
        let code = try await scene.backup("--wait")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(
            scene.screen.errors,
            """
            begun \(SnapshotScene.name)
              creating 0 %  \(SnapshotScene.name) in eu-west-3
              creating 35 %  \(SnapshotScene.name) in eu-west-3
              available 100 %  \(SnapshotScene.name) in eu-west-3
            complete \(SnapshotScene.name) in eu-west-3

            """)
        XCTAssertTrue(scene.screen.output.contains("available  2026-11-25 07:59"), scene.screen.output)
    }

    func testASnapshotThatFailsOrGoesWhileItIsWaitedForIsAFailure() async throws {
        for (answer, message) in [
            (
                snapshotsJSON(snapshotJSON(SnapshotScene.name, "failed", days: nil)),
                "RDS could not complete \(SnapshotScene.name) in eu-west-3: it is 'failed'"
            ),
            (
                snapshotsJSON(snapshotJSON(SnapshotScene.name, "deleting", days: nil)),
                "was deleted while it was being made"
            ),
            (snapshotsJSON(), "was deleted while it was being made"),
        ] {
            let scene = try SnapshotScene(self)
            scene.database()
            let counter = CallCounter()
            scene.aws.on("rds describe-db-snapshots") { _ in
                counter.next() == 1 ? CommandResult(status: 254, errors: noSuchSnapshot) : .success(answer)
            }
            scene.aws.on(
                "rds create-db-snapshot",
                oneSnapshotJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 0, days: nil)))
            let code = try await scene.backup("--wait")
            XCTAssertEqual(code, .failure)
            XCTAssertTrue(scene.screen.errors.contains(message), scene.screen.errors)
        }
    }

    func testADryRunMakesNothingAndRefusesTheSame() async throws {
        let scene = try SnapshotScene(self)
        scene.database()
        scene.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        let code = try await scene.backup("--dry-run", "--copy-to", "eu-west-1")
        XCTAssertEqual(code, .success)
        XCTAssertEqual(scene.changes, [])
        XCTAssertEqual(
            scene.screen.errors,
            "dry run: would make \(SnapshotScene.name) of web-db, which is available, and a copy in eu-west-1; nothing was changed\n"
        )

        let stopped = try SnapshotScene(self)
        stopped.database("stopped")
        stopped.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        let refused = try await stopped.backup("--dry-run")
        XCTAssertEqual(refused, .failure)
    }

    func testWhatAnotherRunBeganIsContinued() async throws {
        let scene = try SnapshotScene(self)
        scene.database("backing-up")
        let old = "snap-web-db-2026-11-24-23-00"
        scene.aws.on(
            "rds describe-db-snapshots --db-snapshot-identifier \(old)",
            snapshotsJSON(snapshotJSON(old, "creating", percent: 10, days: nil)),
            snapshotsJSON(snapshotJSON(old)))
        let code = try await scene.backup("--continue", old, "--wait")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes, [])
        XCTAssertTrue(scene.screen.errors.contains("complete \(old)"), scene.screen.errors)

        for (answer, message) in [
            (
                snapshotsJSON(),
                "error: there is no manual snapshot '\(old)' in eu-west-3 [missing-resource]\nhint: 'swift run backup-manager list --env dev'"
            ),
            (
                snapshotsJSON(snapshotJSON(old, of: "other-db")),
                "error: \(old) is a snapshot of other-db, not of this environment's database web-db"
            ),
        ] {
            let scene = try SnapshotScene(self)
            scene.database()
            scene.aws.on("rds describe-db-snapshots", answer)
            let code = try await scene.backup("--continue", old)
            XCTAssertEqual(code, .failure)
            XCTAssertTrue(scene.screen.errors.hasPrefix(message), scene.screen.errors)
            XCTAssertEqual(scene.changes, [])
        }
    }

    func testFailuresSayWhatToDo() async throws {
        let denied = """
            User: arn:aws:iam::1:user/eve is not authorized to perform: rds:CreateDBSnapshot on resource: arn:aws:rds:eu-west-3:1:db:web-db \
            because no identity-based policy allows it
            """
        for (errors, message) in [
            (
                rdsError("AccessDenied", "CreateDBSnapshot", denied),
                "error: not allowed: rds:CreateDBSnapshot on arn:aws:rds:eu-west-3:1:db:web-db; ask"
            ),
            (
                rdsError("SnapshotQuotaExceeded", "CreateDBSnapshot"),
                "hint: delete old ones: swift run cleanup --env dev"
            ),
            (rdsError("Throttling", "CreateDBSnapshot"), "error: AWS limits how often CreateDBSnapshot may be called"),
        ] {
            let scene = try SnapshotScene(self)
            scene.database()
            scene.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
            scene.aws.on("rds create-db-snapshot", error: errors)
            let code = try await scene.backup()
            XCTAssertEqual(code, .failure)
            XCTAssertTrue(scene.screen.errors.contains(message), scene.screen.errors)
        }
    }

    func testThrottlingIsWaitedOut() async throws {
        let scene = try SnapshotScene(self)
        scene.database()
        scene.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        let counter = CallCounter()
        scene.aws.on("rds create-db-snapshot") { _ in
            counter.next() < 3
                ? CommandResult(status: 254, errors: rdsError("Throttling", "CreateDBSnapshot"))
                : .success(oneSnapshotJSON(snapshotJSON()))
        }
        let code = try await scene.backup()
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.changes.count, 3)
    }

    func testWithoutADeploymentOrADatabaseItSaysSo() async throws {
        let undeployed = try SnapshotScene(self, isDeployed: false)
        let code = try await undeployed.backup()
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(
            undeployed.screen.errors,
            "error: web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev' [not-deployed]\n")

        let older = try SnapshotScene(self, outputs: ["Url": "http://x"])
        let second = try await older.backup("list")
        XCTAssertEqual(second, .failure)
        XCTAssertTrue(older.screen.errors.hasPrefix("error: web-dev has no output RdsInstanceId"), older.screen.errors)

        let gone = try SnapshotScene(self)
        gone.aws.on("rds describe-db-instances", error: rdsError("DBInstanceNotFound", "DescribeDBInstances"))
        gone.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        let third = try await gone.backup()
        XCTAssertEqual(third, .failure)
        XCTAssertTrue(
            gone.screen.errors.contains("the database web-db of web-dev does not exist in eu-west-3"),
            gone.screen.errors)
    }

    func testCtrlCSaysWhatGoesOn() async throws {
        let waiting = try SnapshotScene(self)
        waiting.database()
        waiting.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        waiting.aws.on(
            "rds create-db-snapshot",
            oneSnapshotJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 0, days: nil)))
        let code = try await waiting.backup("--copy-to", "eu-west-1", sleep: { _ in throw CancellationError() })
        XCTAssertEqual(code, .interrupted)
        XCTAssertTrue(
            waiting.screen.errors.hasSuffix(
                """

                interrupted: RDS goes on with \(SnapshotScene.name) in eu-west-3 by itself, and no copy was begun
                  to follow it again:  swift run backup-manager create --env dev --continue \(SnapshotScene.name) --copy-to eu-west-1

                """), waiting.screen.errors)

        let creating = try SnapshotScene(self)
        creating.database()
        creating.aws.on("rds describe-db-snapshots", error: noSuchSnapshot)
        creating.aws.on("rds create-db-snapshot") { _ in throw CancellationError() }
        let second = try await creating.backup()
        XCTAssertEqual(second, .interrupted)
        XCTAssertTrue(
            creating.screen.errors.hasSuffix(
                "interrupted: RDS may have begun \(SnapshotScene.name) already\n  to see it:  swift run backup-manager list --env dev\n"
            ),
            creating.screen.errors)
    }

    func testAFailureWhileWaitingSaysThatRDSGoesOn() async throws {
        let scene = try SnapshotScene(self)
        scene.database()
        let counter = CallCounter()
        scene.aws.on("rds describe-db-snapshots") { _ in
            CommandResult(
                status: 254,
                errors: counter.next() == 1 ? noSuchSnapshot : rdsError("ExpiredToken", "DescribeDBSnapshots"))
        }
        scene.aws.on(
            "rds create-db-snapshot",
            oneSnapshotJSON(snapshotJSON(SnapshotScene.name, "creating", percent: 0, days: nil)))
        let code = try await scene.backup("--wait")
        XCTAssertEqual(code, .failure)
        XCTAssertTrue(scene.screen.errors.contains("error: the AWS credentials have expired"), scene.screen.errors)
        XCTAssertTrue(
            scene.screen.errors.contains(
                "hint: RDS goes on with \(SnapshotScene.name) in eu-west-3 by itself; to follow it again: swift run backup-manager create --env dev --continue \(SnapshotScene.name) --wait\n"
            ),
            scene.screen.errors)
    }

    func testTheCommandLineIsChecked() async throws {
        for (line, message) in [
            (["crate"], "unknown action 'crate'; did you mean 'create'? allowed: create, list"),
            (["list", "--wait"], "--wait is for 'create', not for 'list'"),
            (["list", "--copy-to", "eu-west-1"], "--copy-to is for 'create', not for 'list'"),
            (["--copies-in", "eu-west-1"], "--copies-in is for 'list', not for 'create'"),
            (["--kms-key", "alias/x"], "--kms-key is for the copy; say where that goes: --copy-to REGION"),
            (
                ["--copy-to", "eu-west-3"],
                "--copy-to is 'eu-west-3', which is where the database is; name another region"
            ),
            (["--copy-to", "Ireland"], "--copy-to is 'Ireland'; allowed: an AWS region such as eu-west-1"),
            (["--format", "xml"], "--format is 'xml'; allowed: text, json, markdown"),
        ] {
            let scene = try SnapshotScene(self)
            let code = try await scene.backup(line)
            XCTAssertEqual(code, .usage)
            XCTAssertTrue(scene.screen.errors.hasPrefix("error: \(message)\n"), scene.screen.errors)
            XCTAssertEqual(scene.aws.lines, [])
        }
    }
}

/// Counts calls, from 1.
final class CallCounter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    func next() -> Int {
        lock.withLock {
            value += 1
            return value
        }
    }
}

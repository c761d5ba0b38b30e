import AWSAccessTesting
import XCTest

@testable import Operations

final class SnapshotListTests: XCTestCase {
    func testTheDatabasesSnapshotsAreListedTheNewestFirst() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on(
            "rds describe-db-snapshots",
            snapshotsJSON(
                snapshotJSON("rds:web-db-old", days: 3, type: "automated"), snapshotJSON("other", of: "other-db"),
                snapshotJSON("snap-new", "creating", percent: 7, days: nil),
                snapshotJSON("snap-mid", days: 0.5, of: "WEB-DB", isEncrypted: false)))
        let code = try await scene.backup("list")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(
            scene.screen.output,
            """
            Snapshot        Region     Type       Status        Made (UTC)             Age    Size  Encrypted
            snap-new        eu-west-3  manual     creating 7 %  -                        -  20 GiB  yes
            snap-mid        eu-west-3  manual     available     2026-11-24 19:59  12 hours  20 GiB  no
            rds:web-db-old  eu-west-3  automated  available     2026-11-22 07:59    3 days  20 GiB  yes

            """)
    }

    func testAnEmptyListIsASuccess() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on("rds describe-db-snapshots", snapshotsJSON())
        let code = try await scene.backup("list")
        XCTAssertEqual(code, .success)
        XCTAssertEqual(scene.screen.output, "")
        XCTAssertEqual(scene.screen.errors, "web-db has no snapshots in eu-west-3\n")
    }

    func testProgramsReadJSON() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on(
            "rds describe-db-snapshots", snapshotsJSON(snapshotJSON("snap-a", days: 1.5, tags: ["Project": "shop"])))
        let code = try await scene.backup("list", "--format", "json")
        XCTAssertEqual(code, .success)
        XCTAssertEqual(
            scene.screen.output,
            """
            {
              "environment" : "dev",
              "instance" : "web-db",
              "snapshots" : [
                {
                  "ageDays" : 1.5,
                  "arn" : "arn:aws:rds:eu-west-3:1:snapshot:snap-a",
                  "created" : "2026-11-23T19:59:59Z",
                  "encrypted" : true,
                  "gibibytes" : 20,
                  "name" : "snap-a",
                  "percent" : 100,
                  "region" : "eu-west-3",
                  "status" : "available",
                  "tags" : {
                    "Project" : "shop"
                  },
                  "type" : "manual"
                }
              ]
            }

            """)
    }

    func testOfAnotherRegionTheCopiesFromThisOneAreListed() async throws {
        let scene = try SnapshotScene(self)
        scene.aws.on(
            "rds describe-db-snapshots",
            snapshotsJSON(
                snapshotJSON("copy", region: "eu-west-1", sourceRegion: "eu-west-3"),
                snapshotJSON("made-there", region: "eu-west-1", sourceRegion: "eu-west-1")))
        let code = try await scene.backup("list", "--copies-in", "eu-west-1", "--format", "markdown")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertEqual(scene.lines, ["rds describe-db-snapshots --region eu-west-1 --output json"])
        XCTAssertTrue(scene.screen.output.contains("| copy | eu-west-1 |"), scene.screen.output)
        XCTAssertFalse(scene.screen.output.contains("made-there"))
    }
}

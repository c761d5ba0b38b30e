import XCTest

@testable import Operations

final class WasteRuleTests: XCTestCase {
    private let otherProject = #"[{"Key":"Project","Value":"other"}]"#
    private let ours = FakeWebMarket.tags

    /// Puts one more into a list that has some.
    private func add(_ web: inout FakeWebMarket, _ words: String, _ list: String, _ text: String) {
        web.replace(words, #"{"\#(list)":["#, with: #"{"\#(list)":[\#(text),"#)
    }

    func testUnattachedVolumesOfTheProjectAndOfNobodyAreFound() async throws {
        let found = try await FakeWebMarket.findings {
            for (id, tags) in [("vol-lost", "[]"), ("vol-ours", ours), ("vol-theirs", otherProject)] {
                add(&$0, "ec2 describe-volumes", "Volumes", FakeWebMarket.volume(id, of: nil, tags: tags))
            }
        }
        XCTAssertEqual(found.map { "\($0.code) \($0.resource.id)" }, ["FIN001 vol-lost", "FIN001 vol-ours"])
    }

    func testIdleAddressesAreFoundWithTheirCost() async throws {
        let found = try await FakeWebMarket.findings {
            add(&$0, "ec2 describe-addresses", "Addresses", #"{"PublicIp":"192.0.2.9","AllocationId":"eipalloc-9"}"#)
            add(
                &$0, "ec2 describe-addresses", "Addresses",
                #"{"PublicIp":"192.0.2.8","AllocationId":"eipalloc-8","Tags":\#(otherProject)}"#)
        }
        XCTAssertEqual(found.map { "\($0.code) \($0.resource.id)" }, ["FIN002 eipalloc-9"])
        XCTAssertTrue(
            found.at(0).why.hasPrefix("192.0.2.9 (3.65 USD a month) is associated with nothing"), found.at(0).why)
    }

    func testOldSnapshotsAreFoundBarTheLastGoodOne() async throws {
        let list = [
            FakeWebMarket.snapshot("snap-30", created: "2026-10-26T10:00:00.123000+00:00"),
            FakeWebMarket.snapshot("snap-8", created: "2026-11-17T09:00:00Z"),
            FakeWebMarket.snapshot("snap-failed", created: "2026-11-18T00:00:00Z", status: "failed"),
            FakeWebMarket.snapshot("snap-automated", created: "2026-01-01T00:00:00Z", type: "automated"),
            FakeWebMarket.snapshot(
                "snap-theirs", created: "2026-01-01T00:00:00Z", database: "db-9", tags: otherProject),
        ].joined(separator: ",")
        let found = try await FakeWebMarket.findings {
            $0.answer("rds describe-db-snapshots", #"{"DBSnapshots":[\#(list)]}"#)
        }
        XCTAssertEqual(
            found.map { "\($0.code) \($0.resource.id)" }, ["FIN003 snap-30", "FIN003 snap-failed"],
            "snap-8 is the last good one")
        XCTAssertTrue(found.at(0).why.hasPrefix("30 days old, up to 20 GiB"), found.at(0).why)
        XCTAssertTrue(
            found.at(0).fix.hasPrefix("swift run cleanup --env dev, or: aws rds delete-db-snapshot "), found.at(0).fix)
    }

    func testWhatIsKeptOfADeletedDatabaseIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "rds describe-db-instance-automated-backups",
                """
                {"DBInstanceAutomatedBackups":[{"DBInstanceIdentifier":"db-1","DbiResourceId":"db-A","Status":"active"},
                {"DBInstanceIdentifier":"db-0","DbiResourceId":"db-B","Status":"retained"},
                {"DBInstanceIdentifier":"db-9","DbiResourceId":"db-C","Status":"retained","TagList":\(otherProject)}]}
                """)
            $0.answer(
                "logs describe-log-groups",
                #"{"logGroups":[{"logGroupName":"/aws/rds/instance/db-1/error","storedBytes":0},{"logGroupName":"/aws/rds/instance/db-0/error","storedBytes":107374182400},{"logGroupName":"/aws/lambda/f"}]}"#
            )
        }
        XCTAssertEqual(
            found.map { "\($0.code) \($0.resource.id)" }, ["FIN006 db-B", "FIN007 /aws/rds/instance/db-0/error"])
        XCTAssertTrue(found.at(0).why.contains("their cost is not known"), found.at(0).why)
        XCTAssertTrue(
            found.at(1).why.hasPrefix("logs of the database db-0, which does not exist: 100 GiB"), found.at(1).why)
        XCTAssertEqual(
            found.at(0).fix, "aws rds delete-db-instance-automated-backup --dbi-resource-id db-B --region eu-west-3")
    }

    func testRetainedBackupsOfTheEnvironmentAreACostThatIsNotKnown() async throws {
        var web = FakeWebMarket()
        web.answer(
            "rds describe-db-instance-automated-backups",
            #"{"DBInstanceAutomatedBackups":[{"DBInstanceIdentifier":"db-0","DbiResourceId":"db-B","Status":"retained","TagList":\#(ours)}]}"#
        )
        let item = try await web.report().costs.items.first { $0.resource.id == "db-B" }
        XCTAssertEqual(item?.item, "database-backup")
        XCTAssertNil(try XCTUnwrap(item).monthly)
    }

    func testNoLogGroupIsOrphanedWhereDatabasesCannotBeRead() async throws {
        var web = FakeWebMarket()
        web.answer(
            "logs describe-log-groups",
            #"{"logGroups":[{"logGroupName":"/aws/rds/instance/db-1/error","storedBytes":0}]}"#)
        web.deny("rds describe-db-instances", "rds:DescribeDBInstances")
        let codes = try await web.report().findings.map(\.code)
        XCTAssertFalse(codes.contains("FIN007"), "\(codes)")
    }

    func testTheAgeOfSnapshotsCanBeChosen() async throws {
        var web = FakeWebMarket()
        let list = ["2026-11-24", "2026-11-19"].map { FakeWebMarket.snapshot("snap-\($0)", created: "\($0)T09:00:00Z") }
            .joined(separator: ",")
        web.answer("rds describe-db-snapshots", #"{"DBSnapshots":[\#(list)]}"#)
        let week = try await web.report()
        XCTAssertFalse(week.findings.map(\.code).contains("FIN003"))
        let hours = try await web.report("--offline", "--snapshot-days=6")
        XCTAssertEqual(
            hours.findings.filter { $0.code == "FIN003" }.count, 1,
            "six days and an hour are more than six days, as for cleanup")
        let short = try await web.report("--offline", "--snapshot-days=5")
        XCTAssertEqual(short.findings.filter { $0.code == "FIN003" }.map(\.resource.id), ["snap-2026-11-19"])
    }

    func testOldSnapshotsOfVolumesAreFoundUnlessAnImageStandsOnThem() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "ec2 describe-snapshots",
                """
                {"Snapshots":[{"SnapshotId":"snap-a","StartTime":"2026-01-01T00:00:00.000Z","VolumeSize":8,"Description":"before the upgrade"},
                {"SnapshotId":"snap-b","StartTime":"2026-01-01T00:00:00.000Z","VolumeSize":8,"Description":"Created by CreateImage(i-1) for ami-1"},
                {"SnapshotId":"snap-c","StartTime":"2026-11-24T00:00:00.000Z","VolumeSize":8}]}
                """)
        }
        XCTAssertEqual(found.map { "\($0.code) \($0.resource.id)" }, ["FIN003 snap-a"])
    }

    func testAStoppedInstanceWithItsDiskIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.replace(
                "ec2 describe-instances", #""Instances":["#,
                with:
                    #""Instances":[\#(FakeWebMarket.instance("i-old", volume: "vol-old", state: "stopped", tags: "[]")),"#
            )
            add(&$0, "ec2 describe-volumes", "Volumes", FakeWebMarket.volume("vol-old", of: "i-old", tags: "[]"))
        }
        XCTAssertEqual(found.map { "\($0.code) \($0.resource.id)" }, ["FIN004 i-old"])
        XCTAssertTrue(found.at(0).why.hasPrefix("stopped since 2026-10-01, with 8 GiB"), found.at(0).why)
    }

    func testWhatDailySchedulerStoppedIsNoWaste() async throws {
        let tags =
            FakeWebMarket.tags.dropLast() + #",{"Key":"daily-scheduler:stopped","Value":"2026-11-24T19:00:00Z"}]"#
        let found = try await FakeWebMarket.findings {
            $0.replace(
                "ec2 describe-instances", #""Instances":["#,
                with:
                    #""Instances":[\#(FakeWebMarket.instance("i-night", volume: "vol-1", state: "stopped", tags: String(tags))),"#
            )
        }
        XCTAssertEqual(found.map(\.code), [])
    }

    private func night(
        _ now: String, launched: String = "2026-11-25T07:30:00.000Z", environment: String = "dev"
    ) async throws -> [String] {
        var web = FakeWebMarket()
        web.now = now
        web.environment = environment
        web.replace("ec2 describe-instances", "2026-11-25T07:30:00.000Z", with: launched)
        if environment != "dev" {
            for words in ["ec2 describe-instances", "rds describe-db-instances"] {
                web.replace(words, #""Value":"dev""#, with: #""Value":"\#(environment)""#)
            }
        }
        return try await web.report().findings.filter { $0.code == "FIN005" }.map(\.resource.id)
    }

    func testDevIsNotLeftOnWhileSomebodyWorks() async throws {
        let day = try await night("2026-11-25T10:00:00Z")
        XCTAssertEqual(day, [])
    }

    func testDevAtNightAndAtTheWeekendIsFound() async throws {
        let evening = try await night("2026-11-25T19:00:00Z")
        XCTAssertEqual(Set(evening), ["i-1", "i-2", "db-1"], "20:00 in Paris in winter")
        let before = try await night("2026-11-25T18:59:00Z")
        XCTAssertEqual(before, [])
        let saturday = try await night("2026-11-28T11:00:00Z", launched: "2026-11-28T10:00:00.000Z")
        XCTAssertEqual(Set(saturday), ["i-1", "i-2", "db-1"])
        let summer = try await night("2026-07-01T18:00:00Z", launched: "2026-07-01T06:00:00.000Z")
        XCTAssertEqual(Set(summer), ["i-1", "i-2", "db-1"], "20:00 in Paris in summer")
    }

    func testDevThatRanThroughTheNightIsFoundInTheMorning() async throws {
        let morning = try await night("2026-11-25T10:00:00Z", launched: "2026-11-24T08:00:00.000Z")
        XCTAssertEqual(morning, ["i-1", "i-2"])
    }

    func testOtherEnvironmentsMayRunAtNight() async throws {
        let prod = try await night("2026-11-25T23:00:00Z", environment: "prod")
        XCTAssertEqual(prod, [])
    }
}

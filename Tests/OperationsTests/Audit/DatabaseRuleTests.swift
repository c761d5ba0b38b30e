import XCTest

@testable import Operations
@testable import Prices

final class DatabaseRuleTests: XCTestCase {
    private let database = "rds describe-db-instances"

    private func codes(isProtected: Bool = false, _ old: String, _ new: String) async throws -> [String] {
        try await FakeWebMarket.findings(isProtected: isProtected) { $0.replace(database, old, with: new) }.map {
            "\($0.code) \($0.severity)"
        }
    }

    func testAPublicDatabaseIsFound() async throws {
        let found = try await codes(#""PubliclyAccessible":false"#, #""PubliclyAccessible":true"#)
        XCTAssertEqual(found, ["SEC020 high"])
    }

    func testUnencryptedStorageIsFound() async throws {
        let found = try await codes(#""StorageEncrypted":true"#, #""StorageEncrypted":false"#)
        XCTAssertEqual(found, ["SEC021 high"])
    }

    func testConnectionsWithoutTLSAreFound() async throws {
        let off = try await FakeWebMarket.findings {
            $0.replace("rds describe-db-parameters", #""ParameterValue":"1""#, with: #""ParameterValue":"0""#)
        }
        XCTAssertEqual(off.map(\.code), ["SEC022"])
        let unset = try await FakeWebMarket.findings { $0.answer("rds describe-db-parameters", #"{"Parameters":[]}"#) }
        XCTAssertEqual(unset.map(\.code), ["SEC022"])
        let postgres = try await FakeWebMarket.findings {
            $0.replace(database, #""mysql","EngineVersion":"8.0.43""#, with: #""postgres","EngineVersion":"16.3""#)
            $0.answer("rds describe-db-parameters", #"{"Parameters":[]}"#)
        }
        XCTAssertEqual(postgres.map(\.code), [], "PostgreSQL 15 and later require TLS by themselves")
    }

    func testNoBackupsAreFound() async throws {
        let found = try await codes(#""BackupRetentionPeriod":7"#, #""BackupRetentionPeriod":0"#)
        XCTAssertEqual(found, ["OPS001 high"])
    }

    func testShortBackupsMatterInAProtectedEnvironment() async throws {
        let dev = try await codes(#""BackupRetentionPeriod":7"#, #""BackupRetentionPeriod":1"#)
        XCTAssertEqual(dev, [])
        let prod = try await codes(isProtected: true, #""BackupRetentionPeriod":7"#, #""BackupRetentionPeriod":1"#)
        XCTAssertEqual(prod, ["OPS002 medium"])
    }

    func testDeletionProtectionMattersInAProtectedEnvironment() async throws {
        let dev = try await codes(#""DeletionProtection":true"#, #""DeletionProtection":false"#)
        XCTAssertEqual(dev, [])
        let prod = try await codes(isProtected: true, #""DeletionProtection":true"#, #""DeletionProtection":false"#)
        XCTAssertEqual(prod, ["OPS003 medium"])
    }

    func testExtendedSupportIsFoundWithWhatIsKnown() async throws {
        let report = try await FakeWebMarket().report()
        let found = try XCTUnwrap(report.findings.first { $0.code == "OPS004" })
        XCTAssertEqual(found.severity, "medium")
        XCTAssertTrue(
            found.why.hasPrefix(
                "standard support of mysql 8.0 ended on 2026-07-31, and 4 vCPUs, half of them the standby's, are charged for (0.4000 to 0.4800 USD an hour, 292.00 to 350.40 a month, going by"
            ),
            found.why)
        XCTAssertTrue(found.fix.hasPrefix("set DatabaseVersion to 8.4"), found.fix)
    }

    func testExtendedSupportIsAnnouncedBeforeItBegins() async throws {
        var web = FakeWebMarket()
        web.now = "2026-07-31T23:00:00Z"
        let last = try await web.report()
        XCTAssertEqual(last.findings.filter { $0.code == "OPS004" }.map(\.severity), ["low"])
        XCTAssertEqual(last.costs.items.filter { $0.item.hasPrefix("extended-support") }.count, 0)
        web.now = "2026-08-01T00:00:00Z"
        let first = try await web.report()
        XCTAssertEqual(first.findings.filter { $0.code == "OPS004" }.map(\.severity), ["medium"])
        XCTAssertEqual(first.costs.items.filter { $0.item.hasPrefix("extended-support") }.map(\.quantity), [4])
        web.now = "2028-08-01T00:00:00Z"
        let third = try await web.report()
        XCTAssertEqual(
            third.costs.items.filter { $0.item.hasPrefix("extended-support") }.map(\.item),
            ["extended-support:mysql:8.0:year-3"])
    }

    func testNewerVersionsAndRefusedExtendedSupportCostNothing() async throws {
        for (old, new) in [
            ("8.0.43", "8.4.6"), ("open-source-rds-extended-support", "open-source-rds-extended-support-disabled"),
        ] {
            var web = FakeWebMarket()
            web.replace(database, old, with: new)
            let report = try await web.report()
            XCTAssertEqual(report.findings.map(\.code), ["SEC050"], new)
            XCTAssertEqual(report.costs.items.filter { $0.item.hasPrefix("extended-support") }.count, 0)
        }
    }

    func testProcessorsOfInstanceClasses() {
        XCTAssertEqual(ExtendedSupport.processors(ofClass: "db.t3.micro"), 2)
        XCTAssertEqual(ExtendedSupport.processors(ofClass: "db.t2.micro"), 1)
        XCTAssertEqual(ExtendedSupport.processors(ofClass: "db.r6g.4xlarge"), 16)
        XCTAssertEqual(ExtendedSupport.processors(ofClass: "db.m5.large"), 2)
        XCTAssertNil(ExtendedSupport.processors(ofClass: "db.m3.medium"))
        XCTAssertNil(ExtendedSupport.processors(ofClass: "db.serverless"))
        XCTAssertNil(ExtendedSupport.processors(ofClass: "db.x2.9000000000000000000xlarge"), "no machine is that large")
    }

    func testAPublicSnapshotIsFound() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "rds describe-db-snapshots",
                #"{"DBSnapshots":[\#(FakeWebMarket.snapshot("snap-1", created: "2026-11-24T00:00:00Z", encrypted: false))]}"#
            )
            $0.answer(
                "rds describe-db-snapshot-attributes",
                #"{"DBSnapshotAttributesResult":{"DBSnapshotAttributes":[{"AttributeName":"restore","AttributeValues":["all"]}]}}"#
            )
        }
        XCTAssertEqual(found.map(\.code), ["SEC023", "SEC024"])
        XCTAssertEqual(found.map(\.severity), ["high", "medium"])
    }

    func testASharedSnapshotIsNotPublicAndAnEncryptedOneIsNotAsked() async throws {
        let found = try await FakeWebMarket.findings {
            $0.answer(
                "rds describe-db-snapshots",
                #"{"DBSnapshots":[\#(FakeWebMarket.snapshot("snap-1", created: "2026-11-24T00:00:00Z", encrypted: false)),\#(FakeWebMarket.snapshot("snap-2", created: "2026-11-23T00:00:00Z"))]}"#
            )
            $0.answer(
                "rds describe-db-snapshot-attributes --db-snapshot-identifier snap-1",
                #"{"DBSnapshotAttributesResult":{"DBSnapshotAttributes":[{"AttributeName":"restore","AttributeValues":["123456789012"]}]}}"#
            )
        }
        XCTAssertEqual(found.map(\.code), ["SEC024"])
    }
}

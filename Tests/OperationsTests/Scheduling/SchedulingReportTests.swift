import Terminal
import XCTest

@testable import Operations
@testable import Prices

final class SchedulingReportTests: XCTestCase {
    private let fleet = FakeFleet()

    func testADryRunShowsWhatWouldChangeAndWhatItSavesAndChangesNothing() async throws {
        fleet.groups["web-group"]?.sizes = GroupSizes(minimum: 2, maximum: 4, desired: 2)
        fleet.databases = ["db-1": .init()]
        let run = try await schedule("stop --database --dry-run", on: fleet) { _ in
            XCTFail("a dry run waits for nothing")
        }
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(
            run.output,
            """
            Resource   Kind      Before                            Would                                           USD/h
            web-group  group     2 of 2 in service (min 2, max 4)  scale to zero, remember min=2 max=4 desired=2  0.0236
            db-1       database  available                         stop (RDS starts it by itself after 7 days)    0.0340

            Total would be saved                                      USD
            per hour                                               0.0576
            per month of 730 hours                                  42.05
            per month, when it runs Monday to Friday from 8 to 20   27.03

            """)
        XCTAssertEqual(fleet.changes, [])
    }

    func testAPriceThatIsNotKnownIsNeverGuessed() async throws {
        fleet.groups["web-group"]?.type = "m9.huge"
        fleet.instances = ["i-1": .init()]
        let run = try await schedule("stop --dry-run", on: fleet)
        XCTAssertTrue(run.output.contains("unknown\n"), run.output)
        XCTAssertTrue(run.output.contains("0.0118 + unknown\n"), run.output)
        let json = try await schedule("stop --dry-run --format json", on: fleet)
        XCTAssertTrue(json.output.contains(#""unknownPrices" : ["#), json.output)
        XCTAssertTrue(json.output.contains(#""instance:m9.huge""#), json.output)
        XCTAssertTrue(json.output.contains(#""usdPerHour" : 0.0118"#), json.output)
    }

    func testPricesAreThoseOfTheRegionAndComeFromAWSWhereItMayBeAsked() async throws {
        let elsewhere =
            #"{"region": "eu-west-1", "stackName": "web-dev", "tags": {"Project": "web", "Environment": "dev"}}"#
        let unknown = try await schedule(
            "stop --dry-run --offline", on: fleet, file: elsewhere.replacing("eu-west-1", with: "ap-east-2"))
        XCTAssertTrue(unknown.output.contains("unknown\n"), unknown.output)
        XCTAssertTrue(unknown.errors.contains("AWS's price list was not used: --offline was given\n"), unknown.errors)
        XCTAssertFalse(fleet.aws.lines.contains { $0.hasPrefix("pricing") })

        fleet.aws.forget("pricing get-products")
        fleet.aws.on(
            "pricing get-products --service-code AmazonEC2",
            #"{"PriceList":["{\"product\":{\"attributes\":{\"usagetype\":\"EU-BoxUsage:t3.micro\"}},\"terms\":{\"OnDemand\":{\"O\":{\"effectiveDate\":\"2026-11-01\",\"priceDimensions\":{\"D\":{\"unit\":\"Hrs\",\"beginRange\":\"0\",\"pricePerUnit\":{\"USD\":\"0.0114\"}}}}}}}"]}"#
        )
        let known = try await schedule("stop --dry-run", on: fleet, file: elsewhere)
        XCTAssertTrue(known.output.contains("0.0342\n"), known.output)
        XCTAssertTrue(
            known.errors.contains("prices: AWS Price List Query API, AmazonEC2, EU-BoxUsage:t3.micro, 2026-11-01\n"),
            known.errors)
    }

    func testPricesAreAskedForWhenAllIsStopped() async throws {
        _ = try await schedule("stop", on: fleet)
        let last = try XCTUnwrap(fleet.aws.lines.last)
        XCTAssertTrue(last.hasPrefix("pricing get-products"), last)
    }

    func testAStartShowsWhatIsChargedAgain() async throws {
        _ = try await schedule("stop", on: fleet)
        let run = try await schedule("start --dry-run", on: fleet)
        XCTAssertTrue(run.output.contains("scaled to zero  restore min=2 max=4 desired=3  0.0354\n"), run.output)
        XCTAssertTrue(run.output.contains("Total would be charged again"), run.output)
        // What runs already is charged already.
        fleet.groups["web-group"]?.sizes = GroupSizes(minimum: 2, maximum: 4, desired: 3)
        let running = try await schedule("start --dry-run", on: fleet)
        XCTAssertTrue(running.output.contains("runs already; forget min=2 max=4 desired=3\n"), running.output)
    }

    func testAStatusShowsEverythingWithWhatIsRememberedAndCharged() async throws {
        fleet.instances = ["i-1": .init()]
        fleet.databases = ["db-1": .init()]
        _ = try await schedule("stop --database", on: fleet)
        fleet.databases["db-1"]?.extra = #","AutomaticRestartTime":"2027-01-22T08:00:00+00:00""#
        fleet.instances["i-2"] = .init()
        let changes = fleet.changes.count
        let run = try await schedule("status", on: fleet)
        XCTAssertEqual(
            run.output,
            """
            Resource   Kind      State                                                                Remembered              USD/h
            web-group  group     scaled to zero                                                       min=2 max=4 desired=3
            i-1        instance  stopped                                                              2027-01-15T08:00:00Z
            i-2        instance  running                                                                                     0.0118
            db-1       database  stopped, until RDS starts it by itself at 2027-01-22T08:00:00+00:00  2027-01-15T08:00:00Z

            Total charged now          USD
            per hour                0.0118
            per month of 730 hours    8.61

            """)
        XCTAssertEqual(fleet.changes.count, changes)
    }

    func testAStatusForIssuesAndForPrograms() async throws {
        let markdown = try await schedule("status --format markdown", on: fleet)
        XCTAssertTrue(
            markdown.output.hasPrefix(
                """
                | Resource | Kind | State | Remembered | USD/h |
                |---|---|---|---|--:|
                | web-group | group | 3 of 3 in service (min 2, max 4) |  | 0.0354 |

                """), markdown.output)
        let json = try await schedule("status --format json", on: fleet)
        struct Document: Decodable {
            struct Resource: Decodable {
                let kind: String
                let name: String
                let usdPerHour: Double
            }
            struct Total: Decodable { let usdPerMonth: Double }
            let action: String
            let project: String
            let resources: [Resource]
            let total: Total
        }
        let document = try JSONDecoder().decode(Document.self, from: Data(json.output.utf8))
        XCTAssertEqual(document.action, "status")
        XCTAssertEqual(document.project, "web")
        XCTAssertEqual(document.resources.map(\.name), ["web-group"])
        XCTAssertEqual(document.resources.map(\.kind), ["group"])
        XCTAssertEqual(document.resources.map(\.usdPerHour), [0.0354])
        XCTAssertEqual(document.total.usdPerMonth, 25.842)
    }
}

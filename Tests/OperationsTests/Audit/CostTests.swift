import XCTest

@testable import Operations

final class CostTests: XCTestCase {
    func testTheDescriptionsFiguresAreMatched() async throws {
        let costs = try await FakeWebMarket().report().costs
        XCTAssertEqual(costs.description.hourly, Decimal(string: "0.1299"))
        XCTAssertEqual(costs.description.monthly, Decimal(string: "94.83"))
        XCTAssertEqual(costs.description.unknown, 0)
        XCTAssertEqual(costs.priceListProblem, "--offline was given")
    }

    func testOtherItemsAreListedApartAndUnknownOnesAreNotInvented() async throws {
        let costs = try await FakeWebMarket().report().costs
        XCTAssertEqual(
            costs.others.hourly, Decimal(string: "0.415"),
            "three public addresses, and four vCPUs of Extended Support at the least")
        let unknown = costs.items.filter { $0.hourly == nil }
        XCTAssertEqual(
            Set(unknown.map(\.item)),
            [
                "load-balancer-capacity-unit", "volume:gp3", "database-storage:gp3:multi-az", "secret",
                "bucket-storage:standard", "alarm",
                "dashboard",
            ])
        XCTAssertTrue(unknown.allSatisfy { $0.price == nil && $0.monthly == nil })
        XCTAssertEqual(costs.total.unknown, unknown.count)
    }

    func testAPriceThatIsNotKnownHereIsARangeInEverySum() async throws {
        let costs = try await FakeWebMarket().report().costs
        let support = try XCTUnwrap(costs.items.first { $0.item == "extended-support:mysql:8.0:years-1-2" })
        XCTAssertNil(support.price, "an estimate is no price")
        XCTAssertEqual(support.monthly, 292)
        XCTAssertEqual(support.monthlyAtMost, Decimal(string: "350.4"))
        XCTAssertEqual(costs.total.hourly, Decimal(string: "0.5449"), "0.1449 and four vCPUs at 0.1")
        XCTAssertEqual(costs.total.hourlyAtMost, Decimal(string: "0.6249"))
        XCTAssertEqual(costs.tiers["database"]?.hourlyAtMost, Decimal(string: "0.514"))
        XCTAssertNil(costs.description.hourlyAtMost, "the description's prices are known")
        let text = try await FakeWebMarket().run("--offline").output
        XCTAssertTrue(text.contains("0.5449 to 0.6249 USD/hour, 397.78 to 456.18 USD/month and"), text)
        XCTAssertTrue(
            text.contains(
                "assumed: extended-support:mysql:8.0:years-1-2 costs 0.1 to 0.12 USD per hour in other regions (AWS's price lists of us-east-1 (2026-04-01)"
            ), text)
    }

    func testAWSsPriceTakesTheEstimatesPlace() async throws {
        var web = FakeWebMarket()
        web.files["prices.json"] =
            #"{"prices":[{"region":"eu-west-3","item":"extended-support:mysql:8.0:years-1-2","usd":"0.118","per":"hour","source":"bill"}]}"#
        let costs = try await web.report("--offline", "--prices=FOLDER/prices.json").costs
        let support = try XCTUnwrap(costs.items.first { $0.item.hasPrefix("extended-support") })
        XCTAssertEqual(support.monthly, Decimal(string: "344.56"))
        XCTAssertNil(support.monthlyAtMost)
        XCTAssertNil(costs.total.hourlyAtMost)
    }

    func testCostsByTier() async throws {
        let tiers = try await FakeWebMarket().report().costs.tiers
        XCTAssertEqual(tiers.keys.sorted(), ["application", "database", "monitoring", "public", "storage"])
        XCTAssertEqual(tiers["application"]?.hourly, Decimal(string: "0.0236"))
        XCTAssertEqual(tiers["database"]?.hourly, Decimal(string: "0.434"))
        XCTAssertEqual(tiers["public"]?.hourly, Decimal(string: "0.0873"))
        XCTAssertEqual(
            tiers["storage"], .init(hourly: 0, hourlyAtMost: nil, monthly: 0, monthlyAtMost: nil, unknown: 1))
    }

    func testStoppedThingsCostNoHours() async throws {
        var web = FakeWebMarket()
        web.replace("ec2 describe-instances", #""State":{"Name":"running"}"#, with: #""State":{"Name":"stopped"}"#)
        web.replace(
            "rds describe-db-instances", #""DBInstanceStatus":"available""#, with: #""DBInstanceStatus":"stopped""#)
        let costs = try await web.report().costs
        XCTAssertEqual(costs.description.hourly, Decimal(string: "0.0723"), "load balancer and NAT gateway")
        XCTAssertEqual(
            costs.items.filter { $0.item.hasPrefix("database-storage") }.count, 1, "storage is billed all the same")
    }

    func testWhatBelongsToOthersIsNotCounted() async throws {
        var web = FakeWebMarket()
        web.replace(
            "ec2 describe-instances", #""Instances":["#,
            with:
                #""Instances":[\#(FakeWebMarket.instance("i-9", volume: "vol-9", tags: #"[{"Key":"Project","Value":"other"}]"#)),\#(FakeWebMarket.instance("i-8", volume: "vol-8", tags: #"[{"Key":"Project","Value":"web"},{"Key":"Environment","Value":"prod"}]"#)),"#
        )
        let costs = try await web.report().costs
        XCTAssertEqual(costs.items.filter { $0.item == "instance:t3.micro" }.map(\.resource.id), ["i-1", "i-2"])
    }

    func testCapacityUnitsAreAnAssumption() async throws {
        let web = FakeWebMarket()
        let one = try await web.report()
        XCTAssertEqual(one.costs.items.first { $0.item == "load-balancer-capacity-unit" }?.quantity, 1)
        let half = try await web.report("--offline", "--lcu=0.5")
        XCTAssertEqual(
            half.costs.items.first { $0.item == "load-balancer-capacity-unit" }?.quantity, Decimal(string: "0.5"))
    }

    func testABucketIsAsLargeAsItsLastMeasurement() async throws {
        var web = FakeWebMarket()
        let measured = try await web.report()
        XCTAssertEqual(measured.costs.items.first { $0.tier == "storage" }?.quantity, 2)
        web.answer(
            "cloudwatch get-metric-statistics",
            #"{"Datapoints":[{"Timestamp":1795400000,"Average":1073741824.0},{"Timestamp":1795300000,"Average":1.0}]}"#)
        let byNumber = try await web.report()
        XCTAssertEqual(
            byNumber.costs.items.first { $0.tier == "storage" }?.quantity, 1, "version 1 of the AWS CLI writes numbers")
        web.answer("cloudwatch get-metric-statistics", #"{"Datapoints":[]}"#)
        let never = try await web.report()
        let bucket = try XCTUnwrap(never.costs.items.first { $0.tier == "storage" })
        XCTAssertNil(bucket.quantity)
        XCTAssertNil(bucket.hourly)
    }

    func testSnapshotsAreFreeUpToTheDatabasesSize() async throws {
        var web = FakeWebMarket()
        let list = (1...3).map { FakeWebMarket.snapshot("snap-\($0)", created: "2026-11-2\($0)T00:00:00Z") }.joined(
            separator: ",")
        web.answer("rds describe-db-snapshots", #"{"DBSnapshots":[\#(list)]}"#)
        let costs = try await web.report().costs
        let snapshots = try XCTUnwrap(costs.items.first { $0.item == "database-backup" })
        XCTAssertEqual(snapshots.quantity, 40)
        XCTAssertEqual(snapshots.what, "3 snapshots, 60 GiB, of which 20 free")
    }

    func testSnapshotsWithinTheFreeShareCostNothing() async throws {
        var web = FakeWebMarket()
        web.answer(
            "rds describe-db-snapshots",
            #"{"DBSnapshots":[\#(FakeWebMarket.snapshot("snap-1", created: "2026-11-24T00:00:00Z"))]}"#)
        let costs = try await web.report().costs
        let snapshots = try XCTUnwrap(costs.items.first { $0.item == "database-backup" })
        XCTAssertNil(snapshots.price)
        XCTAssertEqual(snapshots.monthly, 0, "nothing costs nothing, whatever its price")
    }

    func testWhatIsNotKnownIsNullInJSON() async throws {
        let outcome = try await FakeWebMarket().run("--offline", "--format", "json")
        for key in ["hourly", "monthly", "price"] { XCTAssertTrue(outcome.output.contains("\"\(key)\" : null"), key) }
    }

    func testATypeThatTheAuditDoesNotKnowIsShownAsUnknown() async throws {
        var web = FakeWebMarket()
        web.answer(
            "cloudformation list-stack-resources --stack-name arn:stack/storage",
            FakeWebMarket.resources([
                ("DataLakeBucket", "lake", "AWS::S3::Bucket"), ("Cache", "cache-1", "AWS::ElastiCache::CacheCluster"),
            ]))
        let costs = try await web.report().costs
        XCTAssertEqual(
            costs.items.filter { $0.tier == "other" }.map { "\($0.resource.name) \($0.item)" },
            ["Storage/Cache other:AWS::ElastiCache::CacheCluster"])
    }

    func testInterfaceEndpointsDetailedMonitoringAndLogsAreBilled() async throws {
        var web = FakeWebMarket()
        web.replace(
            "ec2 describe-vpc-endpoints", #""VpcEndpointType":"Gateway","SubnetIds":[]"#,
            with: #""VpcEndpointType":"Interface","SubnetIds":["a","b"]"#)
        web.replace(
            "ec2 describe-instances", #""Monitoring":{"State":"disabled"}"#, with: #""Monitoring":{"State":"enabled"}"#)
        web.answer(
            "logs describe-log-groups",
            #"{"logGroups":[{"logGroupName":"/aws/rds/instance/db-1/error","storedBytes":1073741824},{"logGroupName":"/other","storedBytes":5}]}"#
        )
        web.replace("cloudwatch describe-alarms", #""Period":300"#, with: #""Period":10"#)
        let items = try await web.report().costs.items
        XCTAssertEqual(items.filter { $0.item == "interface-endpoint" }.map(\.quantity), [2])
        XCTAssertEqual(items.filter { $0.item == "metric" }.map(\.quantity), [7, 7])
        XCTAssertEqual(items.filter { $0.item == "log-storage" }.map(\.quantity), [1])
        XCTAssertEqual(items.filter { $0.item.hasPrefix("alarm") }.map(\.item), ["alarm:high-resolution"])
    }

    func testAmountsHaveTheirDecimalPlaces() {
        XCTAssertEqual(Decimal(string: "0.1299")?.text(4), "0.1299")
        XCTAssertEqual(Decimal(5).text(2), "5.00")
        XCTAssertEqual(Decimal(string: "94.827")?.text(2), "94.83")
        XCTAssertEqual(Decimal(string: "7.5")?.text(0), "8")
    }
}
